//! Feeds, site map, bibliographies, inventory.
