use gerne_sim::{FacebookConfig, Fault, FaultKind, picture};
use serde_json::json;

use crate::client::Client;
use crate::fb_client::{Fb, PAGE, ids, news, page, refused, says, with};

#[tokio::test]
async fn answers_edits_hides_and_likes() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let post = news(facebook);
    let asked = says(facebook, "clara", &post, "Wann geht es weiter?");
    let below = says(facebook, "ben", &asked, "Same question");
    let own = page(facebook);
    let made =
        own.post(&format!("/{below}/comments"), json!({ "message": "Bis 15 Uhr ^Anna" })).await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let answer = facebook.answers_to(&asked).pop().unwrap();
    assert_eq!(
        (answer.id.as_str(), answer.via_api, answer.author.as_str()),
        (id.as_str(), true, PAGE)
    );
    let again =
        own.post(&format!("/{asked}/comments"), json!({ "message": "Bis 15 Uhr ^Anna" })).await;
    assert_eq!(refused(&again).0, 506);
    let edit = own.post(&format!("/{id}"), json!({ "message": "Bis 16 Uhr ^Anna" })).await;
    assert_eq!(edit.json(), json!({ "success": true }));
    assert_eq!(facebook.comment_by_id(&id).unwrap().edits, 1);
    let theirs = own.post(&format!("/{asked}"), json!({ "message": "anders" })).await;
    assert_eq!(refused(&theirs).0, 200);

    assert_eq!(own.post(&format!("/{below}"), json!({ "is_hidden": true })).await.code, 200);
    assert!(
        own.get(&format!("/{below}?fields=is_hidden")).await.json()["is_hidden"].as_bool().unwrap()
    );
    assert_eq!(own.post(&format!("/{below}"), json!({ "is_hidden": "false" })).await.code, 200);
    assert!(!facebook.comment_by_id(&below).unwrap().hidden);
    assert_eq!(
        own.post(&format!("/{id}"), json!({ "is_hidden": true })).await.code,
        400,
        "not an own one"
    );
    assert_eq!(own.post(&format!("/{asked}/likes"), json!({})).await.code, 200);
    assert_eq!(facebook.comment_by_id(&asked).unwrap().liked_by, [PAGE]);
    assert_eq!(own.delete(&format!("/{asked}/likes")).await.code, 200);
    assert_eq!(own.delete(&format!("/{asked}")).await.json(), json!({ "success": true }));
    assert_eq!(ids(&own.get(&format!("/{post}/comments?filter=stream")).await.json()), [""; 0]);
    assert_eq!(refused(&own.delete(&format!("/{asked}")).await), (100, 33));
    sim.shutdown().await;
}

fn multipart(kind: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--sep\r\nContent-Disposition: form-data; name=\"published\"\r\n\r\nfalse\r\n\
         --sep\r\nContent-Disposition: form-data; name=\"source\"; filename=\"f.png\"\r\n\
         Content-Type: {kind}\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--sep--\r\n");
    body
}

#[tokio::test]
async fn a_picture_goes_with_an_answer() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let asked = says(facebook, "clara", &news(facebook), "Wo ist der Knopf?");
    let own = page(facebook);
    let Fb { client, proof } = &own;
    let client = Client { base: facebook.base_url(), ..client.clone() };
    let kind = "multipart/form-data; boundary=sep";
    let path = format!("/v25.0/me/photos?appsecret_proof={proof}");
    let film = picture::scene("film").unwrap();
    let kept =
        client.send("POST", &path, kind, &multipart("image/png", &film)).await.unwrap().json();
    let body = json!({ "message": "Hier", "attachment_id": kept["id"] });
    let made = own.post(&format!("/{asked}/comments?fields=id,attachment"), body).await.json();
    assert_eq!(made["attachment"]["type"], "photo");
    let src = &made["attachment"]["media"]["image"]["src"];
    let body = json!({ "attachment_url": src });
    assert_eq!(own.post(&format!("/{asked}/comments"), body).await.code, 200);
    let body = json!({ "attachment_url": "http://127.0.0.1:1/x.png" });
    assert_eq!(refused(&own.post(&format!("/{asked}/comments"), body).await).0, 1_609_005);
    let broken = client.send("POST", &path, kind, &multipart("image/png", b"x")).await.unwrap();
    assert_eq!(refused(&broken).0, 324);
    sim.shutdown().await;
}

#[tokio::test]
async fn a_time_out_after_the_deed() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let asked = says(facebook, "clara", &news(facebook), "Hallo?");
    let own = page(facebook);
    facebook
        .inject(Fault::new(FaultKind::StatusAfter { code: 504 }).on("POST", "*/comments").once());
    let path = format!("/{asked}/comments");
    assert_eq!(own.post(&path, json!({ "message": "Ja" })).await.code, 504);
    assert_eq!(facebook.answers_to(&asked).len(), 1);
    facebook.inject(Fault::new(FaultKind::DropAfter).on("POST", "*/comments").once());
    let (host, proof) = (facebook.base_url(), &own.proof);
    let client = Client { base: host, ..own.client.clone() };
    let path = format!("/v25.0{path}?appsecret_proof={proof}");
    assert!(client.try_post(&path, json!({ "message": "Gern" })).await.is_err());
    let answers = facebook.answers_to(&asked);
    assert_eq!(answers.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Ja", "Gern"]);
    assert_eq!(facebook.product_effects().len(), 2);
    sim.shutdown().await;
}
