//! The contract, on a folder in a temporary place.

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
};

use async_trait::async_trait;
use gerne_connector::{
    Account, Begin, Form, Platform, Resource, Secret,
    contract::{Abilities, Harness, Heard, Said, Trouble, check},
};
use gerne_domain::{ExternalId, Mention, Timestamp, Visibility};

use crate::{Folder, Place, Source, wire};

struct World {
    home: tempfile::TempDir,
    heard: AtomicU32,
}

impl World {
    fn new() -> Self {
        let world = Self { home: tempfile::tempdir().unwrap(), heard: AtomicU32::new(0) };
        for folder in ["inbox", "sent"] {
            fs::create_dir_all(world.root().join(folder)).unwrap();
        }
        fs::write(world.root().join("token"), "sesame-4711").unwrap();
        world
    }

    fn root(&self) -> PathBuf {
        self.home.path().join("folder")
    }

    fn file(&self, id: &str) -> PathBuf {
        self.root().join("inbox").join(format!("{id}.json"))
    }

    fn write(&self, id: &str, text: &str, edited_at: Option<Timestamp>) {
        let (id, by, text) = (id.to_owned(), "clara".to_owned(), text.to_owned());
        let letter = wire::Message { id: id.clone(), by, at: self.now(), edited_at, text };
        fs::write(self.file(&id), serde_json::to_vec(&letter).unwrap()).unwrap();
    }
}

#[async_trait]
impl Harness for World {
    fn abilities(&self) -> Abilities {
        Abilities { send: true, push: false, edit: true, delete: true, private: true }
    }

    fn platform(&self) -> Arc<dyn Platform> {
        Arc::new(Folder::default())
    }

    async fn open(&self) -> Arc<dyn Account> {
        let token = Source::Given(Secret::new("sesame-4711"));
        Arc::new(Place { root: self.root(), token })
    }

    fn inbox(&self) -> Resource {
        "inbox".into()
    }

    fn now(&self) -> Timestamp {
        "2026-11-20T08:00:00Z".parse().unwrap()
    }

    async fn hear(&self, text: &str) -> Heard {
        let id = format!("{:06}", self.heard.fetch_add(1, SeqCst));
        self.write(&id, text, None);
        let by = Mention { external_id: "clara".into(), handle: "clara".to_owned() };
        Heard { id: id.into(), by }
    }

    async fn edit(&self, id: &ExternalId, text: &str) {
        self.write(id.as_str(), text, Some(self.now()));
    }

    async fn delete(&self, id: &ExternalId) {
        fs::remove_file(self.file(id.as_str())).unwrap();
    }

    async fn answers_to(&self, id: &ExternalId) -> Vec<Said> {
        let letters = fs::read_dir(self.root().join("sent")).unwrap().map(|letter| letter.unwrap());
        let answers = letters.filter(|letter| {
            let bytes = fs::read(letter.path()).unwrap();
            serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()["answers"] == id.as_str()
        });
        let said = |letter: fs::DirEntry| Said {
            id: letter.file_name().into_string().unwrap().into(),
            visibility: Visibility::Private,
        };
        answers.map(said).collect()
    }

    async fn trouble(&self, trouble: Trouble) -> bool {
        match trouble {
            Trouble::Revoked => fs::write(self.root().join("token"), "another").unwrap(),
            Trouble::FailsBefore => fs::rename(self.root(), self.home.path().join("gone")).unwrap(),
            Trouble::Garbage => fs::write(self.file("zzz"), "not JSON").unwrap(),
            Trouble::Oversized => {
                fs::File::create(self.file("zzz")).unwrap().set_len(64 << 20).unwrap();
            }
            _ => return false,
        }
        true
    }

    async fn heal(&self) {
        // Whichever it was; what is not there need not be mended.
        drop(fs::rename(self.home.path().join("gone"), self.root()));
        drop(fs::remove_file(self.file("zzz")));
    }

    fn secrets(&self) -> Vec<String> {
        vec!["sesame-4711".to_owned()]
    }
}

#[tokio::test]
async fn the_contract_is_kept() {
    let fresh = || Box::pin(async { Box::new(World::new()) as Box<dyn Harness> }) as _;
    let report = check(&fresh).await;
    report.expect_kept();
    assert!(report.kept().len() >= 17, "{report}");
}

#[tokio::test]
async fn an_account_is_connected_by_its_form() {
    let world = World::new();
    world.hear("hello").await;
    let path = world.root().to_string_lossy().into_owned();
    let fields = [("path".to_owned(), path), ("token".to_owned(), "sesame-4711".to_owned())];
    let redirect = "https://gerne.example/back".parse().unwrap();
    let begun = Folder::default().begin(&Form(fields.into()), &redirect).await.unwrap();
    let Begin::Done(connected) = begun else { panic!("there is no browser") };
    assert_eq!(connected.proof[0].text, "hello");
}
