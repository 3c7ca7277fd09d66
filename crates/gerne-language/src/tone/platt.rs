//! Makes a share mean what it says (Platt scaling), from the decisions that were made.

/// Logit in, share out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Platt {
    slope: f64,
    shift: f64,
}

impl Default for Platt {
    fn default() -> Self {
        Self { slope: 1.0, shift: 0.0 }
    }
}

/// How strongly few decisions are held to changing nothing.
const HOLD: f64 = 4.0;

impl Platt {
    /// By Newton's method; a handful of decisions hardly moves it.
    pub(super) fn fit(decisions: &[(f32, bool)]) -> Self {
        let mut fitted = Self::default();
        for _ in 0..8 {
            let (mut by_slope, mut by_shift) = (HOLD * (fitted.slope - 1.0), HOLD * fitted.shift);
            let (mut slope_slope, mut slope_shift, mut shift_shift) = (HOLD, 0.0, HOLD);
            for &(logit, was) in decisions {
                let logit = f64::from(logit);
                let share = fitted.of(logit);
                let wrong = share - f64::from(u8::from(was));
                let bend = share * (1.0 - share);
                by_slope += wrong * logit;
                by_shift += wrong;
                slope_slope += bend * logit * logit;
                slope_shift += bend * logit;
                shift_shift += bend;
            }
            let area = slope_slope * shift_shift - slope_shift * slope_shift;
            fitted.slope -= (shift_shift * by_slope - slope_shift * by_shift) / area;
            fitted.shift -= (slope_slope * by_shift - slope_shift * by_slope) / area;
            // What the model holds likelier stays likelier.
            fitted.slope = fitted.slope.clamp(0.05, 5.0);
            fitted.shift = fitted.shift.clamp(-8.0, 8.0);
        }
        fitted
    }

    pub(super) fn share(self, logit: f32) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a share")]
        let share = self.of(f64::from(logit)) as f32;
        share
    }

    fn of(self, logit: f64) -> f64 {
        1.0 / (1.0 + (-(self.slope * logit + self.shift)).exp())
    }
}
