//! Where a story of bad luck plays: what differs from platform to platform.

use gerne_demo::{Findings, check_against, check_facebook, check_x};
use gerne_domain::AccountId;
use gerne_sim::{
    Fault, FaultKind, FbCommentSpec, FbPostSpec, PostSpec, Sim, StreamCut, X, XPostSpec,
};
use gerne_store::Store;

/// A platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Mastodon,
    X,
    Facebook,
}

impl Place {
    /// Its name in figures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mastodon => "mastodon",
            Self::X => "x",
            Self::Facebook => "facebook",
        }
    }

    /// It refuses, cuts, loses, doubles and garbles from now on.
    pub(crate) fn has_a_bad_day(self, sim: &Sim) {
        match self {
            Self::Mastodon => a_bad_day().into_iter().for_each(|fault| {
                sim.mastodon().inject(fault);
            }),
            Self::X => a_bad_day_on_x().into_iter().for_each(|fault| {
                sim.x().inject(fault);
            }),
            Self::Facebook => a_bad_day_on_facebook().into_iter().for_each(|fault| {
                sim.facebook().inject(fault);
            }),
        }
    }

    /// How often something went wrong.
    pub(crate) fn mishaps(self, sim: &Sim) -> u32 {
        let faults = match self {
            Self::Mastodon => sim.mastodon().faults(),
            Self::X => sim.x().faults(),
            Self::Facebook => sim.facebook().faults(),
        };
        faults.iter().map(|fault| fault.hits).sum()
    }

    pub(crate) fn recovers(self, sim: &Sim) {
        match self {
            Self::Mastodon => sim.mastodon().clear_faults(),
            Self::X => sim.x().clear_faults(),
            Self::Facebook => {
                sim.facebook().clear_faults();
                sim.facebook().calm_usage();
            }
        }
    }

    /// A customer says this to the company; two take turns. Gives the post's id.
    pub(crate) fn called(self, sim: &Sim, n: usize, text: &str) -> String {
        let german = n.is_multiple_of(2);
        match self {
            Self::Mastodon => {
                let who = if german { "clara" } else { "ben@far.example" };
                let text = format!("@{} {text}", sim.company());
                sim.mastodon().post(who, PostSpec::public(&text)).unwrap().id
            }
            Self::X => {
                let who = if german { "clara" } else { "ben" };
                let text = format!("@{} {text}", sim.x_company());
                sim.x().post(who, XPostSpec::new(&text)).unwrap().id
            }
            Self::Facebook => {
                let (facebook, page) = (sim.facebook(), sim.fb_page());
                let who = if german { "clara" } else { "ben" };
                if n % 4 < 2 {
                    return facebook.post(who, page, FbPostSpec::new(text)).unwrap().id;
                }
                let post = facebook.post(page, page, FbPostSpec::new("Neues")).unwrap().id;
                facebook.comment(who, FbCommentSpec::new(&post, text)).unwrap().id
            }
        }
    }

    /// How often the company answered a post.
    pub(crate) fn answers(self, sim: &Sim, post: &str) -> usize {
        match self {
            Self::Mastodon => {
                let answers = sim.mastodon().answers_to(post);
                answers.iter().filter(|answer| answer.author == sim.company()).count()
            }
            Self::X => {
                let answers = sim.x().answers_to(post);
                answers.iter().filter(|answer| answer.author == sim.x_company()).count()
            }
            Self::Facebook => sim.facebook().answers_to(post).len(),
        }
    }

    /// Compares what happened there with what is kept.
    pub(crate) async fn compare(self, sim: &Sim, store: &Store, account: AccountId) -> Findings {
        let found = match self {
            Self::Mastodon => {
                check_against(store, &sim.mastodon().journal(), account, sim.company()).await
            }
            Self::X => {
                let (x, company) = (sim.x(), sim.x_company());
                check_x(store, &x.journal(), &messages(x, company), account, company).await
            }
            Self::Facebook => {
                check_facebook(store, &sim.facebook().journal(), account, sim.fb_page()).await
            }
        };
        found.unwrap()
    }
}

/// Ids of the private messages that the company received.
pub(crate) fn messages(x: &X, company: &str) -> Vec<String> {
    let with = |handle: &str| x.messages(company, handle);
    let all = x.people().into_iter().flat_map(|person| with(&person.handle));
    let mut ids: Vec<String> =
        all.filter(|message| message.recipient == company).map(|message| message.id).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn a_bad_day() -> Vec<Fault> {
    let writes = |kind| Fault::new(kind).on("POST", "/api/v1/statuses");
    let reads = |kind| Fault::new(kind).on("GET", "/api/v1/notifications*");
    let cut = |how| Fault::new(FaultKind::StreamCut { how }).chance(0.03);
    vec![
        writes(FaultKind::StatusBefore { code: 502 }).chance(0.1),
        writes(FaultKind::StatusAfter { code: 504 }).chance(0.1),
        writes(FaultKind::DropBefore).chance(0.05),
        writes(FaultKind::DropAfter).chance(0.1),
        writes(FaultKind::RateLimited { reset_after_secs: 5 }).chance(0.05),
        writes(FaultKind::TruncatedBody).chance(0.05),
        reads(FaultKind::StatusBefore { code: 503 }).chance(0.05),
        reads(FaultKind::RateLimited { reset_after_secs: 5 }).chance(0.03),
        reads(FaultKind::CutBody).chance(0.03),
        reads(FaultKind::HtmlBody).chance(0.02),
        reads(FaultKind::ListDuplicates).chance(0.2),
        reads(FaultKind::ListShuffled).chance(0.2),
        Fault::new(FaultKind::StreamDropped).chance(0.2),
        Fault::new(FaultKind::StreamDuplicated).chance(0.2),
        Fault::new(FaultKind::StreamReordered).chance(0.1),
        cut(StreamCut::Clean),
        cut(StreamCut::Abrupt),
        cut(StreamCut::MidFrame),
    ]
}

/// The token's own faults are another story: an answer that is lost there costs the connection.
pub(crate) fn a_bad_day_on_x() -> Vec<Fault> {
    let writes = |kind| Fault::new(kind).on("POST", "/2/tweets");
    let private = |kind| Fault::new(kind).on("POST", "/2/dm_conversations/*");
    let reads = |kind| Fault::new(kind).on("GET", "/2/*");
    let streams = |kind| Fault::new(kind).on("*", "/2/*stream*");
    vec![
        writes(FaultKind::StatusBefore { code: 503 }).chance(0.1),
        writes(FaultKind::StatusAfter { code: 504 }).chance(0.1),
        writes(FaultKind::DropBefore).chance(0.05),
        writes(FaultKind::DropAfter).chance(0.1),
        writes(FaultKind::RateLimited { reset_after_secs: 5 }).chance(0.05),
        writes(FaultKind::TruncatedBody).chance(0.05),
        private(FaultKind::StatusAfter { code: 502 }).chance(0.1),
        private(FaultKind::DropAfter).chance(0.1),
        reads(FaultKind::StatusBefore { code: 503 }).chance(0.05),
        reads(FaultKind::RateLimited { reset_after_secs: 5 }).chance(0.03),
        reads(FaultKind::DropAfter).chance(0.03),
        reads(FaultKind::CutBody).chance(0.03),
        reads(FaultKind::HtmlBody).chance(0.02),
        reads(FaultKind::ListDuplicates).chance(0.2),
        reads(FaultKind::ListShuffled).chance(0.2),
        streams(FaultKind::StreamDropped).chance(0.2),
        streams(FaultKind::StreamDuplicated).chance(0.2),
        streams(FaultKind::StreamReordered).chance(0.1),
        streams(FaultKind::StreamDisconnect).chance(0.03),
        streams(FaultKind::StreamCut { how: StreamCut::MidFrame }).chance(0.03),
    ]
}

fn a_bad_day_on_facebook() -> Vec<Fault> {
    let writes = |kind| Fault::new(kind).on("POST", "*/comments");
    let private = |kind| Fault::new(kind).on("POST", "*/messages");
    let reads = |kind| Fault::new(kind).on("GET", "/v25.0/*");
    let calls = |kind| Fault::new(kind).on("WEBHOOK", "*");
    let unknown = || FaultKind::Graph { code: 1, subcode: None };
    vec![
        writes(unknown()).chance(0.1),
        writes(FaultKind::StatusAfter { code: 504 }).chance(0.1),
        writes(FaultKind::DropBefore).chance(0.05),
        writes(FaultKind::DropAfter).chance(0.1),
        writes(FaultKind::RateLimited { reset_after_secs: 60 }).chance(0.03),
        writes(FaultKind::TruncatedBody).chance(0.05),
        private(FaultKind::StatusAfter { code: 502 }).chance(0.1),
        private(FaultKind::DropAfter).chance(0.1),
        reads(unknown()).chance(0.05),
        reads(FaultKind::StatusBefore { code: 503 }).chance(0.03),
        reads(FaultKind::DropAfter).chance(0.03),
        reads(FaultKind::CutBody).chance(0.03),
        reads(FaultKind::HtmlBody).chance(0.02),
        calls(FaultKind::StreamDropped).chance(0.3),
        calls(FaultKind::StreamDuplicated).chance(0.2),
        calls(FaultKind::StreamReordered).chance(0.2),
    ]
}
