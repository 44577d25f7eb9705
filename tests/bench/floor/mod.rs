//! The floor under every site builder, in two depths: [`copy`], which only reads and writes,
//! and [`build`], the least program that makes a site of the plain corpus.

pub(crate) mod build;
pub(crate) mod copy;
