//! Everything put together.

use std::sync::OnceLock;

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request},
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse,
    routing::get,
};
use bytes::Bytes;
use tower_http::{compression::CompressionLayer, trace::TraceLayer};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    assets, guard, headers, idempotency, metrics, openapi,
    problem::{Answer, Problem},
    public::{dev_clock, health, hooks, privacy_page, team_page, worked_page},
    routes, stamp,
    state::ApiState,
};

/// Most bytes of a body that is not an upload.
pub(crate) const BODY_CAP: usize = 1024 * 1024;

/// The whole interface, ready to be served. Serve it with connection information, or everybody
/// counts as one stranger: `into_make_service_with_connect_info::<SocketAddr>()`.
pub fn router(api: ApiState) -> Router {
    let upload_cap = usize::try_from(api.config.upload_cap).unwrap_or(usize::MAX);
    let (table, _) = routes::table().split_for_parts();
    let uploads: Router<ApiState> = routes::uploads().split_for_parts().0;
    // What reads a form needs a little more than the file.
    let uploads = uploads.layer(DefaultBodyLimit::max(upload_cap.saturating_add(64 * 1024)));
    let v1 = table
        .layer(DefaultBodyLimit::max(BODY_CAP))
        .layer(CompressionLayer::new())
        .merge(uploads)
        .route("/openapi.json", get(document))
        .fallback(|| async { Problem::no_route() })
        .method_not_allowed_fallback(|| async {
            Problem::new(http::StatusCode::METHOD_NOT_ALLOWED, "method")
        })
        .layer(from_fn_with_state(api.clone(), stamp::stamp))
        .layer(from_fn_with_state(api.clone(), idempotency::once))
        .layer(from_fn_with_state(api.clone(), guard::identify));
    Router::new()
        .nest("/api/v1", v1)
        .route(
            "/hooks/{platform}",
            get(hooks::hook).post(hooks::hook).layer(DefaultBodyLimit::max(hooks::MOST_BYTES)),
        )
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::metrics))
        .route("/dev/clock", get(dev_clock::show).post(dev_clock::turn))
        .route("/team", get(team_page::page))
        .route("/team.css", get(team_page::style))
        .route("/privacy", get(privacy_page::page))
        .route("/worked/{token}", get(worked_page::page).post(worked_page::click))
        .route("/", get(assets::root))
        .route("/app", get(assets::index))
        .route("/app/", get(assets::index))
        .route("/app/{*path}", get(assets::file))
        .fallback(|| async { Problem::not_found() })
        .layer(DefaultBodyLimit::max(BODY_CAP))
        .route_layer(from_fn_with_state(api.clone(), metrics::count))
        .layer(from_fn(headers::secure))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .with_state(api)
}

/// The description of all this. Put together when somebody asks for it: as a tree it takes more
/// memory than everything else that waits for requests.
async fn document() -> Answer<impl IntoResponse> {
    static DOCUMENT: OnceLock<Bytes> = OnceLock::new();
    let made = || Bytes::from(openapi::openapi().to_json().unwrap_or_default());
    let document = tokio::task::spawn_blocking(move || DOCUMENT.get_or_init(made).clone()).await;
    let document = document.map_err(|_| Problem::unavailable())?;
    Ok(([(http::header::CONTENT_TYPE, "application/json")], document))
}

/// Names the route, never the address: one-time tokens and search words stand in addresses.
fn span(request: &Request) -> tracing::Span {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    tracing::info_span!("api", method = %request.method(), route)
}

/// Everything below `/api/v1`, for the document.
pub(crate) fn described() -> OpenApiRouter<ApiState> {
    routes::table().merge(routes::uploads())
}
