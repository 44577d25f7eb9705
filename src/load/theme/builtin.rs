//! The files of `themes/briefing`, compiled into the program.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path below the theme's folder, and content.
        pub(in crate::load) const FILES: &[(&str, &[u8])] = &[
            $(($path, include_bytes!(concat!("../../../themes/briefing/", $path))),)*
        ];
    };
}

files![];
