//! A place on the earth, in the order of ISO 6709: latitude, then longitude.

/// Degrees in WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// From -90 to 90, north is positive.
    pub lat: f64,
    /// From -180 to 180, east is positive.
    pub lon: f64,
}

impl Position {
    /// The place with these degrees; `None` if there is no such place.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let is_there = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        is_there.then_some(Self { lat, lon })
    }

    /// The place as people write it: `31.23° N, 121.47° E`; `east` and `west` are words of
    /// the language.
    pub fn readable(self, (east, west): (&str, &str), comma: char) -> String {
        let degrees = |it: f64| {
            let text = format!("{:.2}", it.abs());
            text.trim_end_matches('0')
                .trim_end_matches('.')
                .replace('.', &comma.to_string())
        };
        let south = if self.lat < 0.0 { "S" } else { "N" };
        let east = if self.lon < 0.0 { west } else { east };
        format!("{}° {south}, {}° {east}", degrees(self.lat), degrees(self.lon))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_on_the_earth_or_not_at_all() {
        assert!(Position::new(90.0, -180.0).is_some());
        assert!(
            Position::new(91.0, 0.0).is_none() && Position::new(0.0, 181.0).is_none()
        );
        assert!(Position::new(f64::NAN, 0.0).is_none());
    }

    #[test]
    fn a_place_is_readable_in_two_languages() {
        let shanghai = Position { lat: 31.23, lon: 121.5 };
        assert_eq!(shanghai.readable(("E", "W"), '.'), "31.23° N, 121.5° E");
        let lima = Position { lat: -12.0, lon: -77.04 };
        assert_eq!(lima.readable(("O", "W"), ','), "12° S, 77,04° W");
    }
}
