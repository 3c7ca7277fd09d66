//! Work, counted in steps: tests show by it that time grows with a text and no faster. A clock would show
//! how busy the machine is.

#[cfg(not(test))]
#[inline(always)]
pub(crate) const fn add(_: usize) {}

#[cfg(test)]
pub(crate) use counted::{add, of};

#[cfg(test)]
mod tests;

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// So many steps more.
    pub(crate) fn add(steps: usize) {
        STEPS.set(STEPS.get() + steps);
    }

    /// The steps of some work on this thread.
    pub(crate) fn of(work: impl FnOnce()) -> usize {
        let before = STEPS.get();
        work();
        STEPS.get() - before
    }
}
