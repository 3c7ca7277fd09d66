use gerne_sim::{
    FacebookConfig, Fault, FaultKind, FbCommentSpec, FbIds, FbMessageSpec, FbPostSpec, picture,
};
use jiff::SignedDuration;
use serde_json::json;

use crate::client::Client;
use crate::fb_client::{PAGE, ids, news, page, refused, says, with};

#[tokio::test]
async fn posts_and_comments_two_levels_deep() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let post = news(facebook);
    let first = says(facebook, "clara", &post, "Bei mir auch!");
    facebook.clock().advance(SignedDuration::from_secs(1));
    let below = says(facebook, "ben", &first, "Same here");
    let deeper = says(facebook, "clara", &below, "Seit gestern");
    facebook.clock().advance(SignedDuration::from_secs(1));
    let second = says(facebook, "ben", &post, "Hello?");
    let visitor = facebook.post("clara", PAGE, FbPostSpec::new("Hallo Nordlicht")).unwrap().id;
    facebook.post(PAGE, PAGE, FbPostSpec { ad: true, ..FbPostSpec::new("Nur heute") }).unwrap();
    let own = page(facebook);

    let feed = own.get("/me/feed").await.json();
    assert_eq!(ids(&feed), [visitor.clone(), post.clone()], "no advertisements");
    assert_eq!(feed["data"][0]["created_time"], "2026-11-16T08:00:02+0000");
    assert_eq!(ids(&own.get("/me/visitor_posts").await.json()), [visitor]);
    assert_eq!(ids(&own.get("/me/posts").await.json()), std::slice::from_ref(&post));
    assert_eq!(ids(&own.get("/me/ads_posts").await.json()).len(), 1);

    let top = own.get(&format!("/{post}/comments?summary=true")).await.json();
    assert_eq!(
        (ids(&top), &top["summary"]["total_count"]),
        (vec![first.clone(), second.clone()], &json!(2))
    );
    assert_eq!(top["data"][0]["from"]["name"], "Clara Otto");
    let stream = own.get(&format!("/{post}/comments?filter=stream&fields=id,parent,message")).await;
    let stream = stream.json();
    assert_eq!(ids(&stream), [first.clone(), below.clone(), deeper.clone(), second.clone()]);
    assert_eq!(stream["data"][2]["parent"]["id"], first, "an answer to an answer is a level up");
    let newest =
        own.get(&format!("/{post}/comments?order=reverse_chronological&limit=1")).await.json();
    assert_eq!(ids(&newest), [second]);
    let since = "2026-11-16T08:00:01Z".parse::<jiff::Timestamp>().unwrap().as_second();
    let late = own.get(&format!("/{post}/comments?filter=stream&since={since}")).await.json();
    assert_eq!(ids(&late).len(), 3);

    let nested = "/me/feed?fields=id,from,comments.limit(1).summary(true){id,comment_count,can_hide,\
                  comments{id}}";
    let nested = own.get(nested).await.json();
    let comments = &nested["data"][1]["comments"];
    assert_eq!(comments["data"][0]["comment_count"], 2);
    assert_eq!(ids(&comments["data"][0]["comments"]), [below, deeper]);
    assert!(comments["paging"]["next"].is_string());
    for strange in ["/me/feed?fields=colour", "/me/feed?fields=id,", "/me/feed?limit=101"] {
        assert_eq!(own.get(strange).await.code, 400, "{strange}");
    }
    sim.shutdown().await;
}

#[tokio::test]
async fn pages_may_be_empty_and_go_on() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let post = news(facebook);
    let made: Vec<String> =
        (0..6).map(|n| says(facebook, "clara", &post, &format!("{n}"))).collect();
    for gone in &made[2..4] {
        facebook.delete(gone).unwrap();
    }
    let own = page(facebook);
    let mut path = format!("/{post}/comments?limit=2&fields=id");
    let (mut seen, mut sizes) = (Vec::new(), Vec::new());
    loop {
        let answer = own.get(&path).await.json();
        seen.extend(ids(&answer));
        sizes.push(ids(&answer).len());
        let Some(next) = answer["paging"]["next"].as_str() else { break };
        assert!(next.contains("access_token=") && !next.contains("appsecret_proof"), "{next}");
        path = next.split_once("/v25.0").unwrap().1.to_owned();
    }
    assert_eq!(sizes, [2, 0, 2]);
    assert_eq!(seen, [&made[..2], &made[4..]].concat());
    let gone = own.get(&format!("/{}", made[2])).await;
    assert_eq!(refused(&gone), (100, 33));
    sim.shutdown().await;
}

#[tokio::test]
async fn who_wrote_may_be_missing() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let post = news(facebook);
    let id = says(facebook, "clara", &post, "Hallo");
    let own = page(facebook);
    let path = format!("/{id}?fields=from,message");
    let psid = facebook.psid(PAGE, "clara").unwrap();
    assert_eq!(own.get(&path).await.json()["from"]["id"], psid);
    facebook.change_person("clara", |clara| clara.unnamed = true).unwrap();
    assert_eq!(own.get(&path).await.json(), json!({ "id": id, "message": "Hallo" }));
    facebook.change_person("clara", |clara| clara.unnamed = false).unwrap();
    facebook.change_app(|app| app.advanced_access = false);
    assert!(own.get(&path).await.json().get("from").is_none());
    facebook.change_person("clara", |clara| clara.role = true).unwrap();
    assert!(own.get(&path).await.json()["from"]["name"].is_string());
    // A profile is told only of who wrote in Messenger.
    assert_eq!(refused(&own.get(&format!("/{psid}?fields=first_name")).await), (100, 33));
    facebook.write("clara", PAGE, FbMessageSpec::new("Hallo")).unwrap();
    let profile = own.get(&format!("/{psid}?fields=first_name,last_name,profile_pic")).await.json();
    assert_eq!((&profile["first_name"], &profile["last_name"]), (&json!("Clara"), &json!("Otto")));
    sim.shutdown().await;

    let two = with(FacebookConfig { ids: FbIds::TwoPerPage, ..FacebookConfig::default() }).await;
    let facebook = two.facebook();
    assert_ne!(facebook.psid(PAGE, "clara").unwrap(), facebook.public_id(PAGE, "clara").unwrap());
    two.shutdown().await;
}

#[tokio::test]
async fn pictures_stickers_reviews_and_tags() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let post = news(facebook);
    let photo = facebook.upload(picture::scene("film").unwrap(), "image/png").unwrap();
    let sticker = facebook.sticker(picture::scene("film").unwrap()).unwrap();
    let bare = FbCommentSpec::new(&post, "");
    assert!(facebook.comment("clara", bare.clone()).is_err());
    let photo = facebook.comment("clara", bare.clone().media(&photo)).unwrap().id;
    let sticker = facebook.comment("clara", bare.media(&sticker)).unwrap().id;
    let own = page(facebook);
    let both = own.get(&format!("/?ids={photo},{sticker}&fields=message,attachment")).await.json();
    assert_eq!(
        (&both[&photo]["message"], &both[&photo]["attachment"]["type"]),
        (&json!(""), &json!("photo"))
    );
    assert_eq!(both[&sticker]["attachment"]["type"], "sticker");
    assert_eq!(refused(&own.get(&format!("/?ids={photo},1_2")).await).0, 803);
    let src = both[&photo]["attachment"]["media"]["image"]["src"].as_str().unwrap().to_owned();
    let path = src.strip_prefix(&facebook.base_url()).unwrap();
    let client = Client { base: facebook.base_url(), token: None, headers: Vec::new() };
    assert_eq!(client.get(path).await.headers["content-type"], "image/png");
    facebook.clock().advance(SignedDuration::from_hours(7));
    assert_eq!(client.get(path).await.code, 403, "links end");

    let review = facebook.review("ben", PAGE, false, "Never again").unwrap();
    let fields = "reviewer,recommendation_type,review_text,open_graph_story{id}";
    let ratings = own.get(&format!("/me/ratings?fields={fields}")).await.json();
    assert_eq!(ratings["data"][0]["recommendation_type"], "negative");
    assert_eq!(ratings["data"][0]["open_graph_story"]["id"], review.id);
    let tagged = facebook.tag("clara", PAGE, FbPostSpec::new("Danke Nordlicht")).unwrap();
    let list = own.get("/me/tagged?fields=id,from,message").await.json();
    assert_eq!(ids(&list), [tagged.id]);
    sim.shutdown().await;
}

#[tokio::test]
async fn conversations_and_usage() {
    let config = FacebookConfig { messenger_calls: 4, page_calls: 4, ..FacebookConfig::default() };
    let sim = with(config).await;
    let facebook = sim.facebook();
    facebook.write("clara", PAGE, FbMessageSpec::new("Hallo")).unwrap();
    facebook.clock().advance(SignedDuration::from_secs(5));
    facebook.write("ben", PAGE, FbMessageSpec::new("Hi")).unwrap();
    let own = page(facebook);
    let fields =
        "id,updated_time,unread_count,participants,messages{id,from,to,message,created_time}";
    let reply = own.get(&format!("/me/conversations?platform=messenger&fields={fields}")).await;
    let all = reply.json();
    assert_eq!(all["data"][0]["participants"]["data"][0]["name"], "Ben Carter");
    assert_eq!(all["data"][1]["messages"]["data"][0]["message"], "Hallo");
    assert_eq!(all["data"][1]["unread_count"], 1);
    let id = facebook.page_id(PAGE).unwrap();
    let used = |headers: &std::collections::HashMap<String, String>| -> serde_json::Value {
        serde_json::from_str(&headers["x-business-use-case-usage"]).unwrap()
    };
    let uses = used(&reply.headers);
    assert_eq!(
        (&uses[&id][0]["type"], &uses[&id][0]["call_count"]),
        (&json!("messenger"), &json!(25))
    );
    assert_eq!(reply.headers["facebook-api-version"], "v25.0");
    for _ in 0..4 {
        assert_eq!(own.get("/me/feed").await.code, 200);
    }
    let reply = own.get("/me/feed").await;
    assert_eq!((reply.code, refused(&reply)), (403, (80_001, 0)));
    assert!(
        used(&reply.headers)[&id][0]["estimated_time_to_regain_access"].as_i64().unwrap() > 1000
    );
    assert_eq!(facebook.limits_broken(), 1);
    facebook.clock().advance(SignedDuration::from_hours(24));
    assert_eq!(own.get("/me/feed").await.code, 200);

    facebook.set_usage(PAGE, 96, SignedDuration::from_mins(3)).unwrap();
    let reply = own.get("/me/feed").await;
    assert_eq!((reply.code, &used(&reply.headers)[&id][0]["call_count"]), (200, &json!(96)));
    facebook.inject(Fault::new(FaultKind::RateLimited { reset_after_secs: 600 }).once());
    let reply = own.get("/me/feed").await;
    assert_eq!(refused(&reply).0, 80_001);
    assert_eq!(used(&reply.headers)[&id][0]["estimated_time_to_regain_access"], 10);
    facebook.calm_usage();
    let numbers = FaultKind::Graph { code: 368, subcode: None };
    facebook.inject(Fault::new(numbers).on("GET", "/v25.0/me/feed").once());
    assert_eq!(refused(&own.get("/me/feed").await), (368, 0));
    sim.shutdown().await;
}
