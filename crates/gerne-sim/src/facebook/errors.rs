//! Every error of the platform by its numbers, with the words it usually comes with: what a fault
//! and the checks of tokens and messages say.

use http::StatusCode;

use super::problem::Problem;

impl Problem {
    /// By code and subcode.
    pub(crate) fn of(code: u32, subcode: Option<u32>) -> Self {
        let mut problem = match (code, subcode) {
            (1, _) => Self::new(1, "An unknown error occurred")
                .transient()
                .status(StatusCode::INTERNAL_SERVER_ERROR),
            (2, _) => Self::new(2, "Service temporarily unavailable")
                .transient()
                .status(StatusCode::INTERNAL_SERVER_ERROR),
            (3, _) => {
                Self::numbered(3, "Application does not have the capability to make this API call.")
            }
            (100, Some(33)) => Self::missing("get", "0"),
            (102, _) => Self::new(102, "Session key invalid or no longer valid"),
            (190, subcode) => Self::dead_token(subcode.unwrap_or(467)),
            (10, Some(2_018_278)) => Self::outside_window(),
            _ => Self::numbered(code, words(code, subcode)),
        };
        if matches!(code, 4 | 17 | 32 | 613 | 80_000..=80_014) {
            problem.status = StatusCode::FORBIDDEN;
        }
        problem.subcode = subcode.or(problem.subcode);
        problem
    }

    /// 190, and why.
    pub(crate) fn dead_token(subcode: u32) -> Self {
        let why = match subcode {
            458 => "The user has not authorized application.",
            459 => {
                "You cannot access the app till you log in to www.facebook.com and follow the instructions given."
            }
            460 => {
                "The session has been invalidated because the user changed their password or \
                 Facebook has changed the session for security reasons."
            }
            463 => "Session has expired.",
            464 => {
                "Sessions for the user are not allowed because the user is not a confirmed user."
            }
            492 => "Invalid session: the user no longer has a role on the Page.",
            _ => "The access token is no longer valid.",
        };
        Self::new(190, &format!("Error validating access token: {why}"))
            .sub(subcode)
            .status(StatusCode::UNAUTHORIZED)
    }

    /// By a status alone, as a fault wants it.
    pub(crate) fn of_status(code: u16) -> Self {
        let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        match code {
            400 => Self::invalid("Invalid parameter"),
            401 => Self::dead_token(467),
            403 => Self::of(200, None).status(status),
            404 => Self::missing("get", "0").status(status),
            429 => Self::of(4, None).status(status),
            _ => Self::of(2, None).status(status),
        }
    }
}

fn words(code: u32, subcode: Option<u32>) -> &'static str {
    match (code, subcode) {
        (4, _) => "Application request limit reached",
        (10, Some(2_018_065)) => "This message is sent outside of allowed window.",
        (10, Some(2_018_108)) => {
            "Cannot message users who are not admins, developers or testers of the app until \
             pages_messaging permission is reviewed and the app is live."
        }
        (10, Some(2_018_300)) => "This thread is not owned by the app.",
        (10, Some(1_893_063)) => "This Page is temporarily restricted from sending messages.",
        (10, _) => "Application does not have permission for this action",
        (17, _) => "User request limit reached",
        (32, _) => "Page request limit reached",
        (100, Some(2_018_001)) => "No matching user found",
        (100, Some(2_018_292)) => "Invalid comment_id parameter",
        (100, _) => "Invalid parameter",
        (200..=299, _) => "Permissions error",
        (368, _) => "The action attempted has been deemed abusive or is otherwise disallowed",
        (506, _) => "Duplicate status message",
        (551, _) => "This person isn't available right now.",
        (613, _) => "Calls to this api have exceeded the rate limit.",
        (10_900, _) => "Activity already replied to",
        (80_001, _) => {
            "There have been too many calls to this Page account. Wait a bit and try again."
        }
        (80_006, _) => {
            "There have been too many messenger api calls from this Page account. Wait a bit and \
             try again."
        }
        (1_609_005, _) => "There was a problem scraping data from the provided link.",
        _ => "An error occurred",
    }
}
