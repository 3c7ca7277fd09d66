//! The machine-readable description, generated from the code.

use utoipa::{
    OpenApi,
    openapi::{
        Components, Content, OpenApi as Document, Ref, RefOr, Required, ResponseBuilder, Schema,
        path::Parameter,
        schema::{AllOf, ArrayItems, Object, OneOf},
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use crate::{app, guard, problem, wire};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Gerne",
        description = "Customer care in public. Everything the console does, a program can do.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "doors", description = "Nobody needs to be signed in."),
        (name = "me", description = "Oneself."),
        (name = "conversations", description = "Matters of customers."),
        (name = "deliveries", description = "Replies on their way."),
        (name = "customers", description = "People, and searching."),
        (name = "media", description = "Pictures and files."),
        (name = "team", description = "Colleagues, teams, labels, saved lists, alarms."),
        (name = "accounts", description = "The company's presences on platforms."),
        (name = "time", description = "Opening hours, targets, figures, the live board."),
        (name = "rules", description = "Rules that notice, and what they noticed."),
        (name = "live", description = "The log, as a list and as a live feed."),
    ),
    components(schemas(
        problem::Details,
        wire::live::ServerFrame,
        wire::live::ClientFrame,
        wire::filter::Filter,
        wire::report::By,
    ))
)]
struct Base;

/// The whole description of `/api/v1`.
pub fn openapi() -> Document {
    let router = utoipa_axum::router::OpenApiRouter::with_openapi(Base::openapi())
        .nest("/api/v1", app::described());
    finish(router.into_openapi())
}

/// What holds for every route is said once, here.
fn finish(mut document: Document) -> Document {
    for item in document.paths.paths.values_mut() {
        for operation in guard::operations(item) {
            operation.responses.responses.entry("default".to_owned()).or_insert_with(|| {
                let problem = Content::new(Some(Ref::from_schema_name("Problem")));
                let response = ResponseBuilder::new()
                    .description("It was not done.")
                    .content("application/problem+json", problem);
                RefOr::T(response.build())
            });
            for (status, response) in &mut operation.responses.responses {
                if let RefOr::T(response) = response
                    && response.description.is_empty()
                {
                    let text = if status == "204" { "Done; nothing to show." } else { "Done." };
                    text.clone_into(&mut response.description);
                }
            }
            for parameter in operation.parameters.iter_mut().flatten() {
                if let RefOr::T(parameter) = parameter {
                    forget_null(parameter);
                }
            }
        }
    }
    let components = document.components.get_or_insert_with(Components::new);
    for (name, scheme) in [("session", session()), ("token", token())] {
        components.security_schemes.insert(name.to_owned(), RefOr::T(scheme));
    }
    for (name, schema) in &mut components.schemas {
        if let Some(item) = name.strip_prefix("List_") {
            refer_to_items(schema, item);
        }
        if let RefOr::T(schema) = schema {
            forget_defaults(schema);
        }
        // What we send is always whole; what we are sent may leave things out.
        let is_sent_to_us = name.ends_with("Body")
            || ["BulkChange", "Recipient", "ClientFrame", "Whereabouts"].contains(&name.as_str());
        if let (false, RefOr::T(schema)) = (is_sent_to_us || name == "What", schema) {
            require_all(schema);
        }
    }
    document
}

fn session() -> SecurityScheme {
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(guard::COOKIE)))
}

fn token() -> SecurityScheme {
    SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build())
}

/// Lists name what they hold instead of repeating it.
fn refer_to_items(list: &mut RefOr<Schema>, item: &str) {
    if let RefOr::T(Schema::Object(list)) = list
        && let Some(RefOr::T(Schema::Array(array))) = list.properties.get_mut("items")
    {
        array.items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(item))));
    }
}

/// What may be left out says so by not being required; generators take a default for a promise.
fn forget_defaults(schema: &mut Schema) {
    let items = match schema {
        Schema::Object(object) => {
            object.default = None;
            for property in object.properties.values_mut() {
                match property {
                    RefOr::T(schema) => forget_defaults(schema),
                    RefOr::Ref(reference) => reference.default = None,
                }
            }
            return;
        }
        Schema::Array(array) => {
            array.default = None;
            return;
        }
        Schema::OneOf(one) => {
            one.default = None;
            &mut one.items
        }
        Schema::AllOf(all) => {
            all.default = None;
            &mut all.items
        }
        _ => return,
    };
    for item in items {
        if let RefOr::T(schema) = item {
            forget_defaults(schema);
        }
    }
}

/// An optional parameter is absent, never "null".
fn forget_null(parameter: &mut Parameter) {
    if let (Required::False, Some(RefOr::T(Schema::Object(object)))) =
        (&parameter.required, &mut parameter.schema)
    {
        use utoipa::openapi::schema::SchemaType;
        if let SchemaType::Array(types) = &object.schema_type
            && let Some(first) = types.first()
        {
            object.schema_type = SchemaType::Type(first.clone());
        }
    }
}

fn require_all(schema: &mut Schema) {
    match schema {
        Schema::Object(object) => require_all_of(object),
        Schema::OneOf(OneOf { items, .. }) | Schema::AllOf(AllOf { items, .. }) => {
            for item in items {
                if let RefOr::T(schema) = item {
                    require_all(schema);
                }
            }
        }
        _ => {}
    }
}

fn require_all_of(object: &mut Object) {
    // `missed` of a problem is the one property that is there for one code only.
    object.required = object.properties.keys().filter(|name| *name != "missed").cloned().collect();
    for property in object.properties.values_mut() {
        if let RefOr::T(schema) = property {
            require_all(schema);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_document_is_fresh() {
        let fresh = openapi().to_pretty_json().unwrap() + "\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/openapi.json");
        let update = std::option_env!("UPDATE").is_some()
            || std::env::vars().any(|(name, _)| name == "UPDATE");
        if update {
            std::fs::write(path, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(committed == fresh, "UPDATE=1 cargo test -p gerne-api the_committed_document");
    }

    #[test]
    fn every_operation_says_who_may_call_it() {
        let mut document = openapi();
        let mut seen = 0;
        for (path, item) in &mut document.paths.paths {
            for operation in guard::operations(item) {
                let role = operation.extensions.as_ref().and_then(|all| all.get("x-role"));
                assert!(role.is_some(), "{path}");
                seen += 1;
            }
        }
        assert!(seen > 70, "{seen}");
    }
}
