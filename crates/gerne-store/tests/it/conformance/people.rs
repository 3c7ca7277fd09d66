use gerne_domain::{Role, Scope, SessionId, Team, TeamId};
use gerne_store::{Session, SessionKind, StoreError, Ticket, TicketKind};

use crate::support::{House, agent, at, try_tx, tx, world};

pub(crate) async fn teams_form_and_dissolve(house: &House) {
    let world = world(house).await;
    let id = TeamId::new(&house.ids);
    let team = Team { id, name: "Abend".to_owned() };
    tx!(house, [team] | tx | tx.insert_team(&team).await?);
    let again = Team { id: TeamId::new(&house.ids), ..team.clone() };
    let twice = try_tx!(house, [again] | tx | tx.insert_team(&again).await?);
    assert!(matches!(twice, Err(StoreError::Exists { .. })));
    assert!(tx!(house, |tx| tx.rename_team(id, "Spätschicht").await?));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.team(id).await.unwrap().unwrap().name, "Spätschicht");
    assert_eq!(db.teams().await.unwrap().len(), 2);
    assert_eq!(db.team_members(world.team.id).await.unwrap(), [world.agent.id]);
    assert!(tx!(house, |tx| tx.dissolve_team(id, at(1)).await?));
    assert!(!tx!(house, |tx| tx.dissolve_team(id, at(1)).await?));
    assert_eq!(db.teams().await.unwrap(), [world.team.clone()]);
    let named_so = Team { name: "Spätschicht".to_owned(), ..again };
    tx!(house, [named_so] | tx | tx.insert_team(&named_so).await?);
    let first = world.team.id;
    tx!(house, |tx| tx.dissolve_team(first, at(2)).await?);
    assert!(db.agent(world.agent.id).await.unwrap().unwrap().teams.is_empty());
}

pub(crate) async fn agents_come_in(house: &House) {
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.agent_count().await.unwrap(), 0);
    let world = world(house).await;
    let id = world.agent.id;
    let mut changed = world.agent.clone();
    assert_eq!(db.agent_count().await.unwrap(), 1);
    assert_eq!(db.invited_agents().await.unwrap(), [id]);
    assert_eq!(db.agent(id).await.unwrap().as_ref(), Some(&changed));
    assert_eq!(db.agent_by_login(&changed.login).await.unwrap().as_ref(), Some(&changed));
    assert_eq!(db.agent_by_login("nobody").await.unwrap(), None);
    assert_eq!(db.password_hash(id).await.unwrap(), None);
    tx!(house, |tx| tx.set_password(id, Some("$argon2id$x")).await?);
    let credentials = db.credentials(&changed.login).await.unwrap().unwrap();
    assert_eq!(credentials.password_hash.as_deref(), Some("$argon2id$x"));
    assert!(!format!("{credentials:?}").contains("argon2id"));
    assert_eq!(db.password_hash(id).await.unwrap().as_deref(), Some("$argon2id$x"));
    assert!(db.invited_agents().await.unwrap().is_empty());

    changed.face.listed = true;
    changed.face.line = Some("Hilft bei Rechnungen".to_owned());
    changed.role = Role::Lead;
    changed.disabled_at = Some(at(5));
    let update = changed.clone();
    assert!(tx!(house, |tx| tx.update_agent(&update).await?));
    assert_eq!(db.agents().await.unwrap(), [changed.clone()]);
    assert_eq!(db.agent_settings(id).await.unwrap(), Some(serde_json::json!({})));
    tx!(house, |tx| tx.set_agent_settings(id, &serde_json::json!({ "theme": "dark" })).await?);
    assert_eq!(db.agent_settings(id).await.unwrap(), Some(serde_json::json!({ "theme": "dark" })));
    tx!(house, |tx| tx.set_agent_teams(id, &[]).await?);
    assert!(db.agent(id).await.unwrap().unwrap().teams.is_empty());

    let mut other = agent(&house.ids, &[]);
    other.login = changed.login.clone();
    let twice = try_tx!(house, [other] | tx | tx.insert_agent(&other, at(0)).await?);
    assert!(matches!(twice, Err(StoreError::Exists { .. })));
}

pub(crate) async fn sessions_last_until_they_expire(house: &House) {
    let agent = world(house).await.agent.id;
    let session = |n: u8, expires: Option<i64>| Session {
        id: SessionId::new(&house.ids),
        agent_id: agent,
        kind: if n == 1 { SessionKind::Browser } else { SessionKind::Program },
        label: "Firefox".to_owned(),
        created_at: at(0),
        seen_at: at(n.into()),
        expires_at: expires.map(at),
    };
    let (one, two, three) = (session(1, Some(10)), session(2, None), session(3, Some(5)));
    for (n, session) in [&one, &two, &three].into_iter().enumerate() {
        let hash = [u8::try_from(n).unwrap() + 1; 32];
        tx!(house, [session] | tx | tx.insert_session(&session, &hash).await?);
    }
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.session_by_token(&[1; 32], at(9)).await.unwrap(), Some(one.clone()));
    assert_eq!(db.session_by_token(&[1; 32], at(10)).await.unwrap(), None);
    assert_eq!(db.session_by_token(&[9; 32], at(0)).await.unwrap(), None);
    assert_eq!(db.sessions(agent).await.unwrap(), [three, two.clone(), one.clone()]);
    let id = one.id;
    assert!(tx!(house, |tx| tx.touch_session(id, at(8), Some(at(20))).await?));
    assert!(db.session_by_token(&[1; 32], at(19)).await.unwrap().is_some());
    assert_eq!(tx!(house, |tx| tx.purge_sessions(at(5)).await?), 1);
    assert_eq!(tx!(house, |tx| tx.delete_sessions(agent, Some(id)).await?), 1);
    assert!(tx!(house, |tx| tx.delete_session(agent, id).await?));
    assert!(!tx!(house, |tx| tx.delete_session(agent, id).await?));
    assert_eq!(tx!(house, |tx| tx.delete_sessions(agent, None).await?), 0);
}

pub(crate) async fn tickets_work_once(house: &House) {
    let agent = world(house).await.agent.id;
    let ticket = |kind, agent_id| Ticket { kind, agent_id, created_at: at(0), expires_at: at(60) };
    let reset = ticket(TicketKind::Reset, Some(agent));
    let setup = ticket(TicketKind::Setup, None);
    let invite = ticket(TicketKind::Invite, Some(agent));
    for (n, ticket) in [(1, &reset), (2, &setup), (3, &invite)] {
        tx!(house, [ticket] | tx | tx.insert_ticket(&ticket, &[n; 32]).await?);
    }
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.ticket(&[1; 32], at(1)).await.unwrap(), Some(reset.clone()));
    assert_eq!(db.tickets(TicketKind::Setup, at(1)).await.unwrap(), [setup.clone()]);
    assert!(db.tickets(TicketKind::Setup, at(60)).await.unwrap().is_empty(), "expired");
    // Another process with the same keys makes the same of the same words.
    let derived = house.another(&house.config).await.derive("words");
    assert_eq!(derived, house.store.derive("words"));
    assert_ne!(derived, house.store.derive("other words"));
    assert_eq!(derived.len(), 1, "one for each key");
    assert_eq!(tx!(house, |tx| tx.take_ticket(&[1; 32], at(60)).await?), None, "expired");
    assert_eq!(tx!(house, |tx| tx.take_ticket(&[1; 32], at(1)).await?), Some(reset));
    assert_eq!(tx!(house, |tx| tx.take_ticket(&[1; 32], at(2)).await?), None, "used");
    assert_eq!(db.ticket(&[1; 32], at(1)).await.unwrap(), None);
    assert_eq!(tx!(house, |tx| tx.delete_tickets(TicketKind::Setup, None).await?), 1);
    assert_eq!(tx!(house, |tx| tx.delete_tickets(TicketKind::Reset, Some(agent)).await?), 1);
    assert_eq!(tx!(house, |tx| tx.purge_tickets(at(60)).await?), 1);
}

pub(crate) async fn scopes_follow_teams(house: &House) {
    let world = world(house).await;
    let mut db = house.store.read().await.unwrap();
    let scope = db.scope_of(&world.agent).await.unwrap();
    let (teams, accounts) = (vec![world.team.id], vec![world.account.id]);
    assert_eq!(scope, Scope::Of { teams, accounts });
    let mut admin = world.agent.clone();
    admin.role = Role::Admin;
    assert_eq!(db.scope_of(&admin).await.unwrap(), Scope::Everything);
    let nothing = Scope::Of { teams: Vec::new(), accounts: Vec::new() };
    let id = world.customer.id;
    assert!(db.customer_visible(id, &scope).await.unwrap());
    assert!(db.customer_visible(id, &Scope::Everything).await.unwrap());
    assert!(!db.customer_visible(id, &nothing).await.unwrap());
}
