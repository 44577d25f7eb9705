//! Publishes a site: paths and bytes, in one step.
