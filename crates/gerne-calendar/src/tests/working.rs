use jiff::civil::date;

use crate::{Holidays, WorkingDays};

#[test]
fn working_days_step_over_weekends_and_holidays() {
    let nrw = Holidays::of("DE-NW".parse().unwrap());
    let days = WorkingDays::monday_to_friday(&nrw);
    // Wednesday, 11 March 2026.
    assert_eq!(days.after(date(2026, 3, 11), 5), Some(date(2026, 3, 18)));
    // Over Good Friday and Easter Monday.
    assert_eq!(days.after(date(2026, 4, 2), 1), Some(date(2026, 4, 7)));
    // From a Saturday, one day on is the Monday; none is the Monday as well.
    assert_eq!(days.after(date(2026, 3, 14), 1), Some(date(2026, 3, 16)));
    assert_eq!(days.after(date(2026, 3, 14), 0), Some(date(2026, 3, 16)));
    assert_eq!(days.after(date(2026, 3, 13), 0), Some(date(2026, 3, 13)));
    assert_eq!(days.between(date(2026, 4, 2), date(2026, 4, 8)), 2);
    assert_eq!(days.between(date(2026, 4, 8), date(2026, 4, 2)), 0);
}

#[test]
fn the_law_counts_saturdays() {
    let nrw = Holidays::of("DE-NW".parse().unwrap());
    let days = WorkingDays::monday_to_saturday(&nrw);
    assert_eq!(days.after(date(2026, 3, 13), 1), Some(date(2026, 3, 14)));
    assert!(!days.is_working(date(2026, 3, 15)));
    assert!(!days.is_working(date(2026, 10, 3)), "a Saturday, and German Unity Day");
}
