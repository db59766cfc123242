use super::parse_unit;

#[test]
fn the_si_and_what_is_accepted_with_it() {
    for unit in [
        "s",
        "ms",
        "µs",
        "us",
        "mV",
        "1/s",
        "nS/cm^2",
        "Hz",
        "kg",
        "m·s^-1",
        "V s",
        "1",
        "%",
        "rad",
        "deg",
        "min",
        "h",
        "l",
        "mol/l",
        "Ω",
        "MΩ",
        "ohm",
        "(V/s)/A",
        "m/s²",
        "V/s^(1/2)",
        "V/s^0.5",
        "°C",
        "kg*m/s**2",
    ] {
        assert!(parse_unit(unit).is_ok(), "{unit}: {:?}", parse_unit(unit));
    }
}

#[test]
fn time_in_any_clothes_is_time() {
    for unit in ["s", "ms", "min", "h", "1/Hz", "Ω·F", "MΩ*nF", "V/(V/s)", "µs"] {
        assert_eq!(parse_unit(unit).map(super::Dimension::is_time), Ok(true), "{unit}");
    }
    for unit in ["V", "1/s", "s^2", "Hz", "1"] {
        assert_eq!(parse_unit(unit).map(super::Dimension::is_time), Ok(false), "{unit}");
    }
}

#[test]
fn what_is_no_unit_is_told_with_the_near_one() {
    for (unit, meant) in [
        ("sec", "s"),
        ("msec", "ms"),
        ("milliseconds", "ms"),
        ("volt", "V"),
        ("hz", "Hz"),
        ("mv", "mV"),
        ("khz", "kHz"),
    ] {
        let message = parse_unit(unit).expect_err(unit);
        assert_eq!(message, format!("unknown unit `{unit}`, did you mean `{meant}`?"));
    }
}

#[test]
fn syntax_is_refused_in_words() {
    for unit in ["", " ", "m/", "/s", "m^", "m^x", "(m", "m)", "3 m", "m s)", "mmin", "kkg", "^2"] {
        assert!(parse_unit(unit).is_err(), "{unit}");
    }
}
