"use strict";
// The square. State comes whole from the server and is drawn thread by thread; what did not
// change is left alone, so that nobody loses what they are typing.
const $ = (id) => document.getElementById(id);
const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } };

let lang = stored("square-lang") || ((navigator.language || "de").startsWith("de") ? "de" : "en");
let me = new URLSearchParams(location.search).get("as") || stored("square-me");
let tab = new URLSearchParams(location.search).get("tab") || "all";
let state = null, box = null, onX = null, onFacebook = null; // The square, this person's e-mails, X, and Facebook.
let mode = tab === "x" || tab === "facebook" ? tab : "mention";
const opened = new Map();   // post id → open reply or edit form
const unfolded = new Set(); // posts whose content warning is open
const drawn = new Map();    // thread id → { key, node }
let known = null;           // ids of the company's posts already announced

function t(key, values = {}) {
  const all = { company: state?.company?.name ?? "", handle: "@" + (state?.company?.handle ?? ""), name: state?.me?.name ?? "", mail: box?.company ?? "", from: box?.me ?? "", xMe: "@" + (onX?.me?.handle ?? ""), xFirm: "@" + (onX?.company?.handle ?? ""), fbFirm: onFacebook?.page?.name ?? "", ...values };
  const fill = (text) => text.replace(/\{(\w+)\}/g, (_, name) => all[name] ?? "");
  const text = TEXTS[lang][key];
  if (text && typeof text === "object" && !Array.isArray(text)) return Object.fromEntries(Object.entries(text).map(([name, one]) => [name, fill(one)]));
  return Array.isArray(text) ? text.map((one) => Array.isArray(one) ? one : fill(one)) : fill(text ?? key);
}

// Builds an element: el("p", { class: "x", onclick }, "text", child …)
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "html") node.innerHTML = value; // Made and escaped by the server.
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const ICONS = {
  picture: "M3 6a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 16l5-5 4 4 3-3 6 6M15.5 8.5h.01",
  cw: "M12 4 2.8 20h18.4zM12 10v4M12 17h.01",
  reply: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6v1",
  like: "M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.4 4.3 4.3 0 0 1 19.5 10C19.5 15.400 12 20 12 20z",
  quote: "M10 7H5v6h5V7c0 5-1 8-4 10M19 7h-5v6h5V7c0 5-1 8-4 10",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
};
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
const tool = (name, label, props) => el("button", { type: "button", class: "tool", "aria-label": label, title: label, ...props }, icon(name), el("span", { class: "label" }, label));

async function call(method, path, body) {
  const json = body !== undefined && !(body instanceof FormData);
  const answer = await fetch("/sim/api/" + path, { method, headers: json ? { "Content-Type": "application/json" } : {}, body: json ? JSON.stringify(body) : body });
  const value = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(value.error || answer.statusText);
  return value;
}
async function attempt(deed) {
  try { await deed(); return true; } catch (error) { toast(t("failed", { why: error.message })); return false; }
}

// ---- the state and its news

let asking = false, again = false;
async function refresh() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    const as = me ? "?as=" + encodeURIComponent(me) : "";
    do { again = false; [state, box, onX, onFacebook] = await Promise.all(["state", "mail/state", "x/state", "facebook/state"].map((path) => call("GET", path + as))); } while (again);
    if (!state.me || state.me.company) {
      me = (state.people.find((one) => !one.company && one.language === lang) || state.people.find((one) => !one.company))?.handle ?? null;
      if (me) { asking = false; return refresh(); }
    }
    announce();
    draw();
  } catch { setTimeout(refresh, 1500); } finally { asking = false; }
}

function announce() {
  const answers = state.threads.flatMap((thread) => thread.posts).filter((post) => post.company);
  const fresh = known ? answers.filter((post) => !known.has(post.id)) : [];
  const first = known === null;
  known = known || new Set();
  answers.forEach((post) => known.add(post.id));
  const letters = box.mails.filter((letter) => !letter.mine && !known.has(letter.id));
  letters.forEach((letter) => known.add(letter.id));
  const tweets = newsOnX(known), comments = newsOnFacebook(known);
  if (first) return;
  tweets.forEach((one) => toast(t("newAnswer", { name: one.reply_to || state.me.name }), () => show(one.id, "x")));
  comments.forEach((one) => toast(t("newAnswer", { name: state.me.name }), () => show(one.id, "facebook")));
  if (letters.length) toast(t("newMail"), () => show(letters[0].id, "mails"));
  fresh.forEach((post) => {
    post.fresh = true;
    toast(t("newAnswer", { name: post.reply_to || "" }), () => show(post.id));
  });
}

function show(id, where = "all") {
  if (!document.querySelector(`[data-post="${CSS.escape(id)}"]`)) { tab = where; draw(); }
  const node = document.querySelector(`[data-post="${CSS.escape(id)}"]`);
  node?.scrollIntoView({ block: "center", behavior: "smooth" });
  node?.classList.add("fresh");
}

function toast(text, look) {
  const node = el("div", { class: "toast" }, el("span", {}, text), look && el("button", { type: "button", onclick: () => { node.remove(); look(); } }, t("look")));
  $("toasts").append(node);
  setTimeout(() => node.remove(), 7000);
}

function listen() {
  const source = new EventSource("/sim/api/events");
  let timer = null;
  source.onopen = () => { live(true); refresh(); };
  source.onerror = () => live(false);
  source.addEventListener("change", () => { timer ??= setTimeout(() => { timer = null; refresh(); }, 80); });
}
function live(on) { $("live").className = on ? "live" : "live off"; $("live").textContent = t(on ? "live" : "offline"); }

// ---- drawing

function draw() {
  document.documentElement.lang = lang;
  document.title = t("title");
  document.querySelectorAll("[data-t]").forEach((node) => { node.textContent = t(node.dataset.t); });
  document.querySelectorAll("[data-t-label]").forEach((node) => { node.setAttribute("aria-label", t(node.dataset.tLabel)); });
  document.querySelectorAll("[data-lang]").forEach((node) => { node.setAttribute("aria-pressed", node.dataset.lang === lang); });
  document.querySelectorAll("[data-tab]").forEach((node) => {
    node.setAttribute("aria-pressed", node.dataset.tab === tab);
    if (node.dataset.tab === "company") node.textContent = t("tabCompany");
    if (node.dataset.tab === "mails") node.textContent = `${t("tabMails")} ${box.mails.length || ""}`;
  });
  drawPeople();
  drawComposer();
  drawHelp();
  drawFeed();
}

let peopleKey = "";
function drawPeople() {
  const key = JSON.stringify([me, lang, state.people]);
  if (key === peopleKey) return;
  peopleKey = key;
  const list = $("people"), had = list.contains(document.activeElement);
  const people = state.people.filter((one) => !one.company);
  list.replaceChildren(...people.map((one) => el("button", {
    type: "button", class: "person", role: "radio", "aria-checked": String(one.handle === me), tabindex: one.handle === me ? 0 : -1,
    "data-handle": one.handle, title: one.note || "@" + one.handle, onclick: () => become(one.handle),
  }, face(one.avatar), el("span", {}, el("b", {}, one.name.split(" ")[0], el("i", {}, one.name.replace(/^\S+/, ""))), el("small", {}, "@" + one.handle)))));
  const chosen = list.querySelector("[aria-checked=true]");
  chosen?.scrollIntoView({ block: "nearest", inline: "center" });
  if (had) chosen?.focus();
}
const face = (src) => el("img", { class: "face", src, alt: "", width: 40, height: 40 });

function become(handle) {
  if (handle === me) return;
  me = handle;
  store("square-me", me);
  known = null;
  drawn.clear();
  opened.clear();
  refresh();
}

// ---- writing something new

const draft = { text: "", subject: "", cw: "", showCw: false, picking: false, picture: null, alt: "" };
let composerKey = "";
function drawComposer() {
  const key = JSON.stringify([me, lang, mode, xKind, fbKind, onX?.me, draft.showCw, draft.picking, draft.picture?.preview, state.company?.handle]);
  if (key === composerKey || !state.me) return;
  composerKey = key;
  const name = { mention: "Mention", plain: "Plain", private: "Private", mail: "Mail", x: "X", facebook: "Fb" };
  const letter = mode === "mail", tweet = mode === "x", fb = mode === "facebook";
  const area = el("textarea", { rows: 3, placeholder: t("ask" + name[mode]), "aria-label": t("ask" + name[mode]), oninput: () => { draft.text = area.value; count(); } });
  area.value = draft.text;
  const counter = el("span", { class: "count" });
  const go = el("button", { type: "button", class: "go", onclick: publish }, t(mode === "private" || letter || (fb && fbKind === "dm") ? "send" : "post"));
  area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) publish(); });
  const full = () => tweet ? fullOnX(draft.text) : (mode === "plain" || letter || fb || draft.text.includes("@" + state.company.handle) ? draft.text : `@${state.company.handle} ${draft.text}`);
  function count() {
    const left = letter || fb || (tweet && (xKind === "dm" || onX.me?.premium)) ? 1e6 : tweet ? onX.limit - weighOnX(full()) : state.limit - [...full()].length - [...draft.cw].length;
    counter.textContent = left < 100 ? left : "";
    counter.className = left < 0 ? "count over" : "count";
    go.disabled = left < 0 || (!draft.text.trim() && !draft.picture);
    ideas.hidden = draft.text !== "" || mode === "plain";
  }
  const modes = el("div", { class: "modes", role: "group" }, ...Object.keys(name).map((one) => el("button", {
    type: "button", "aria-pressed": String(one === mode), onclick: () => { mode = one; draw(); $("composer").querySelector("textarea").focus(); },
  }, one === "mention" && el("span", { class: "wide" }, t("modeTo")), t("mode" + name[one]))));
  const ideas = el("div", { class: "ideas" }, el("span", {}, t("ideas")), ...TEXTS[state.me.language === "en" ? "en" : "de"].ideaList.map(([title, text]) =>
    el("button", { type: "button", class: "chip", onclick: () => { draft.text = text; area.value = text; if (letter) draft.subject = subject.value = title; count(); area.focus(); } }, title)));
  const cw = el("input", { placeholder: t("cwHint"), "aria-label": t("cw"), maxlength: 100, oninput: () => { draft.cw = cw.value; count(); } });
  cw.value = draft.cw;
  const subject = el("input", { class: "subject", placeholder: t("subject"), "aria-label": t("subject"), maxlength: 200, oninput: () => { draft.subject = subject.value; } });
  subject.value = draft.subject;
  async function publish() {
    if (go.disabled) return;
    go.disabled = true;
    const done = await attempt(async () => {
      if (letter) {
        const file = draft.picture?.file;
        const attachments = file ? [{ name: file.name, mime: file.type, bytes: [...new Uint8Array(await file.arrayBuffer())] }] : [];
        return await call("POST", "mail/letters", { as: me, subject: draft.subject, text: draft.text, scene: draft.picture?.scene, attachments });
      }
      if (tweet) return await sendOnX(full());
      if (fb) return await sendOnFacebook(draft.text);
      const media = [];
      if (draft.picture) {
        const form = new FormData();
        form.set("as", me);
        form.set("description", draft.alt);
        if (draft.picture.file) form.set("file", draft.picture.file); else form.set("scene", draft.picture.scene);
        media.push((await call("POST", "media", form)).id);
      }
      const spec = { as: me, text: full(), visibility: mode === "private" ? "direct" : "public", spoiler_text: draft.showCw ? draft.cw : "", media };
      await call("POST", "posts", spec);
    });
    if (done) Object.assign(draft, { text: "", subject: "", cw: "", showCw: false, picking: false, picture: null, alt: "" });
    composerKey = "";
    drawComposer();
    refresh();
  }
  $("composer").replaceChildren(el("div", { class: "composer main" }, modes, el("p", { class: "hint" }, t("hint" + name[mode])), tweet && kindsOnX(), fb && kindsOnFacebook(),
    el("div", { class: "row" }, face(state.me.avatar), el("div", { class: "grow" }, letter ? subject : draft.showCw && cw, area, ideas, pictureBox())),
    el("div", { class: "bar" },
      tool("picture", t("picture"), { "aria-pressed": String(draft.picking || !!draft.picture), onclick: () => { draft.picking = !draft.picking; draw(); } }),
      !letter && !tweet && !fb && tool("cw", t("cw"), { "aria-pressed": String(draft.showCw), onclick: () => { draft.showCw = !draft.showCw; draw(); } }),
      el("span", { class: "spring" }), counter, go)));
  count();
}

function pictureBox() {
  if (draft.picture) {
    const alt = el("textarea", { rows: 2, placeholder: t("alt"), "aria-label": t("alt"), maxlength: 1500, oninput: () => { draft.alt = alt.value; } });
    alt.value = draft.alt;
    return el("div", { class: "extra attached" }, el("img", { src: draft.picture.preview, alt: "" }),
      el("div", {}, alt, el("div", {}, el("button", { type: "button", class: "quiet", onclick: () => { draft.picture = null; draw(); } }, t("removePicture")))));
  }
  if (!draft.picking) return null;
  const pick = el("input", { type: "file", accept: "image/png,image/jpeg,image/gif,image/webp", hidden: true, onchange: () => {
    const file = pick.files[0];
    if (file) { draft.picture = { file, preview: URL.createObjectURL(file) }; draft.picking = false; draw(); }
  } });
  return el("div", { class: "extra" }, el("p", { class: "hint" }, t("pictures")), el("div", { class: "scenes" },
    ...state.scenes.filter((name) => name !== "film").map((name) => el("button", { type: "button", "aria-label": name, onclick: () => { draft.picture = { scene: name, preview: "/scene/" + name }; draft.picking = false; draw(); } },
      el("img", { src: "/scene/" + name, alt: "", loading: "lazy" }))),
    el("button", { type: "button", class: "own", onclick: () => pick.click() }, t("own"))), pick);
}

// ---- threads

function drawFeed() {
  const feed = $("feed");
  const about = (thread) => thread.posts.some((post) => post.company || post.mentions?.includes(state.company.handle));
  const mine = (thread) => thread.posts.some((post) => post.mine);
  if (tab === "mails") return drawMails(feed);
  if (tab === "x") return drawOnX(feed);
  if (tab === "facebook") return drawOnFacebook(feed);
  const shown = state.threads.filter((thread) => tab === "all" || (tab === "mine" ? mine(thread) : about(thread)));
  if (!shown.length) {
    const name = { all: "emptyAll", mine: "emptyMine", company: "emptyCompany" }[tab];
    drawn.clear();
    feed.replaceChildren(el("div", { class: "empty" }, scenery(), el("h3", {}, t(name + "Title")), el("p", {}, t(name))));
    return;
  }
  const held = document.activeElement, at = held?.selectionStart;
  const nodes = shown.map((thread) => {
    const key = JSON.stringify([lang, me, thread, thread.posts.map((post) => [unfolded.has(post.id), opened.has(post.id), ago(post.at)])]);
    const old = drawn.get(thread.id);
    if (old?.key === key) return old.node;
    const node = drawThread(thread);
    drawn.set(thread.id, { key, node });
    return node;
  });
  nodes.forEach((node, index) => { if (feed.children[index] !== node) feed.insertBefore(node, feed.children[index] || null); });
  while (feed.children.length > nodes.length) feed.lastChild.remove();
  if (held && held !== document.activeElement && feed.contains(held)) {
    held.focus({ preventScroll: true });
    if (at !== undefined && held.setSelectionRange) held.setSelectionRange(at, at);
  }
}

function drawMails(feed) {
  drawn.clear();
  if (!box.mails.length) return feed.replaceChildren(el("div", { class: "empty" }, scenery(), el("h3", {}, t("emptyMailsTitle")), el("p", {}, t("emptyMails"))));
  const held = document.activeElement, at = held?.selectionStart;
  feed.replaceChildren(...box.mails.map((one) => el("article", { class: "thread letter" + (opened.has(one.id) ? " open" : "") }, el("div", { class: "post" + (one.mine ? "" : " firm"), "data-post": one.id },
    face(one.mine ? state.me.avatar : one.from === box.company ? state.company.avatar : ""),
    el("div", { class: "who" }, el("b", {}, one.name), el("span", { class: "at" }, one.from), el("time", { datetime: one.at, title: full(one.at) }, ago(one.at)), el("span", { class: "at" }, t("mailTo", { to: one.to.join(", ") }))),
    el("h3", {}, one.subject || t("noSubject")), el("div", { class: "text" }, one.text),
    one.files.length ? el("p", { class: "hint" }, t("files", { names: one.files.join(", ") })) : "",
    one.mine ? "" : el("div", { class: "acts" }, tool("reply", t("reply"), { onclick: () => answerMail(one) })), opened.get(one.id)?.node ?? ""))));
  if (held && feed.contains(held)) { held.focus({ preventScroll: true }); held.setSelectionRange?.(at, at); }
}

function answerMail(one) {
  const close = () => { opened.delete(one.id); drawFeed(); };
  if (opened.has(one.id)) return close();
  const area = el("textarea", { rows: 3, placeholder: t("replyAs"), "aria-label": t("replyAs") });
  const send = async () => {
    if (area.value.trim() && await attempt(() => call("POST", "mail/letters", { as: me, text: area.value, in_reply_to: one.id }))) { opened.delete(one.id); refresh(); }
  };
  opened.set(one.id, { kind: "mail", node: el("div", { class: "inline" }, area, el("div", { class: "buttons" }, el("span", { class: "to" }, t("replyTo", { name: one.from })),
    el("button", { type: "button", class: "plain", onclick: close }, t("cancel")), el("button", { type: "button", class: "go", onclick: send }, t("send")))) });
  drawFeed();
  area.focus();
}

function drawThread(thread) {
  const real = thread.posts.filter((post) => !post.gone);
  const isPrivate = real.length > 0 && real.every((post) => post.private);
  const last = real.at(-1);
  const waits = last && !last.company && last.mentions.includes(state.company.handle) && !real.slice(real.indexOf(last) + 1).some((post) => post.company);
  return el("article", { class: "thread" + (isPrivate ? " private" : "") }, ...thread.posts.map(drawPost), waits && el("p", { class: "waiting" }, t("waiting")));
}

function drawPost(post) {
  const depth = "d" + Math.min(post.depth, 3);
  if (post.gone) return el("div", { class: `post gone ${depth}` }, t(post.gone));
  const folded = post.cw && !unfolded.has(post.id);
  const author = state.people.find((one) => one.handle === post.author);
  const head = el("div", { class: "who" }, el("b", {}, post.name), el("span", { class: "at" }, "@" + post.author),
    el("time", { datetime: post.at, title: full(post.at) }, ago(post.at)), post.edited && el("span", { class: "at", title: full(post.edited) }, t("edited")),
    post.company && el("span", { class: "badge team" }, t("team")), post.mine && el("span", { class: "badge me" }, t("you")),
    post.visibility !== "public" && !(post.company && post.visibility === "unlisted") && el("span", { class: "badge " + (post.private ? "private" : "") }, t(post.visibility)));
  const body = folded ? [] : [
    opened.get(post.id)?.kind === "edit" ? null : el("div", { class: "text", lang: post.language, html: post.html }),
    post.media.length && el("div", { class: "pics n" + post.media.length }, ...post.media.map(drawPicture)),
    post.quote && el("blockquote", { class: "quoted" }, el("b", {}, post.quote.name), el("div", { class: "text", html: post.quote.html })),
    post.poll && drawPoll(post),
  ];
  const fold = post.cw && el("div", { class: "cw" }, el("b", {}, post.cw), el("button", { type: "button", "aria-expanded": String(!folded), onclick: () => { if (!unfolded.delete(post.id)) unfolded.add(post.id); drawFeed(); } }, t(folded ? "showMore" : "showLess")));
  return el("div", { class: `post ${depth}${post.company ? " firm" : ""}${post.fresh ? " fresh" : ""}`, "data-post": post.id },
    face(author?.avatar ?? ""), head, fold || "", ...body.map((one) => one || ""), drawActs(post), opened.get(post.id)?.node ?? "");
}

function drawPicture(media) {
  if (media.kind !== "image") return el("figure", {}, el(media.kind === "audio" ? "audio" : "video", { src: media.url, controls: true }));
  return el("figure", {}, el("img", { src: media.url, alt: media.alt || "", width: media.width, height: media.height, loading: "lazy", title: media.alt || "" }),
    !media.alt && el("figcaption", {}, t("noAlt")));
}

function drawPoll(post) {
  const all = post.poll.options.reduce((sum, option) => sum + option.votes, 0);
  const voted = post.poll.options.some((option) => option.mine) || post.mine;
  return el("div", { class: "poll" }, ...post.poll.options.map((option, index) => el("button", {
    type: "button", disabled: voted, "aria-pressed": String(option.mine), onclick: () => attempt(() => call("POST", `posts/${post.id}/vote`, { as: me, choices: [index] })),
  }, el("progress", { max: Math.max(all, 1), value: option.votes, "aria-hidden": "true" }), el("span", {}, option.title), el("span", {}, t("votes", { n: option.votes })))));
}

function drawActs(post) {
  const likes = post.likes ? String(post.likes) : t("like");
  const acts = [
    tool("reply", t("reply"), { onclick: () => open(post, "reply") }),
    tool("like", likes, { class: "tool" + (post.liked ? " liked" : ""), "aria-pressed": String(post.liked), "aria-label": `${t("like")} ${post.likes || ""}`, title: t("like"), onclick: () => attempt(() => call("POST", `posts/${post.id}/favourite`, { as: me, on: !post.liked })) }),
  ];
  if (post.mine) {
    const remove = tool("remove", t("remove"), { onclick: () => {
      if (!remove.classList.contains("danger")) {
        remove.classList.add("danger");
        remove.lastChild.textContent = t("sure");
        remove.setAttribute("aria-label", t("sure"));
        setTimeout(() => { remove.classList.remove("danger"); remove.lastChild.textContent = t("remove"); remove.setAttribute("aria-label", t("remove")); }, 4000);
      } else attempt(() => call("DELETE", "posts/" + post.id));
    } });
    acts.push(tool("edit", t("edit"), { onclick: () => open(post, "edit") }), remove);
  }
  return el("div", { class: "acts" }, ...acts);
}

// An open form below a post: an answer, or a change of one's own text.
function open(post, kind) {
  if (opened.get(post.id)?.kind === kind) { opened.delete(post.id); drawFeed(); return; }
  const names = [post.author, ...post.mentions].filter((handle, index, all) => handle !== me && all.indexOf(handle) === index);
  const label = kind === "edit" ? t("edit") : t("replyAs");
  const area = el("textarea", { rows: 2, placeholder: label, "aria-label": label });
  if (kind === "edit") area.value = post.text;
  const close = () => { opened.delete(post.id); drawFeed(); };
  const send = async () => {
    if (!area.value.trim()) return;
    const prefix = names.filter((handle) => !area.value.includes("@" + handle)).map((handle) => `@${handle} `).join("");
    const done = await attempt(() => kind === "edit" ? call("PUT", "posts/" + post.id, { text: area.value })
      : call("POST", "posts", { as: me, text: prefix + area.value, in_reply_to: post.id, visibility: post.visibility, spoiler_text: post.cw }));
    if (done) { opened.delete(post.id); refresh(); }
  };
  area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(); if (event.key === "Escape") close(); });
  const to = kind === "reply" && names.length ? t("replyTo", { name: names.map((handle) => "@" + handle).join(" ") }) + (post.private ? " · " + t("direct") : "") : "";
  const node = el("div", { class: "inline" }, area, el("div", { class: "buttons" }, el("span", { class: "to" }, to),
    el("button", { type: "button", class: "plain", onclick: close }, t("cancel")), el("button", { type: "button", class: "go", onclick: send }, t(kind === "edit" ? "save" : "reply"))));
  opened.set(post.id, { kind, node });
  drawFeed();
  area.focus();
}

// ---- the rest

function drawHelp() {
  const intro = $("intro");
  intro.hidden = stored("square-intro") === "1";
  intro.replaceChildren(el("h2", {}, t("howTitle")), el("ol", {}, ...t("how").map((text) => el("li", {}, text))),
    el("button", { type: "button", class: "plain", onclick: () => { store("square-intro", "1"); intro.hidden = true; } }, t("gotIt")));
  const link = state.console && el("a", { class: "console", href: state.console, target: "_blank", rel: "noopener" }, t("console"));
  $("how").replaceChildren(el("h2", {}, t("howTitle")), el("ol", {}, ...t("how").map((text) => el("li", {}, text))), link || "",
    el("h3", {}, t("tryTitle")), el("ul", {}, ...t("tries").map((text) => el("li", {}, text))), el("p", { class: "fake" }, t("fake")));
  const company = state.company;
  $("company").replaceChildren(el("div", { class: "head" }, face(company.avatar), el("div", {}, el("b", {}, company.name), el("small", {}, "@" + company.handle))),
    el("p", {}, company.note));
}

function scenery() {
  const node = document.createElement("template");
  node.innerHTML = '<svg viewBox="0 0 200 96" aria-hidden="true"><ellipse cx="100" cy="88" rx="92" ry="7" fill="var(--soft)"/><g fill="var(--go-soft)"><path d="M14 88V50l18-16 18 16v38zM150 88V44l18-18 18 18v44z"/></g><path d="M27 88V70h10v18zM163 88V66h10v22z" fill="var(--go)" opacity=".35"/><path d="M62 30h44a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8H84l-12 10V62H62a8 8 0 0 1-8-8V38a8 8 0 0 1 8-8z" fill="var(--go)"/><path d="M66 42h36M66 50h22" stroke="var(--go-ink)" stroke-width="4" stroke-linecap="round"/><path d="M112 56h26a7 7 0 0 1 7 7v8a7 7 0 0 1-7 7h-4v9l-10-9h-12a7 7 0 0 1-7-7v-8a7 7 0 0 1 7-7z" fill="var(--firm)"/></svg>';
  return node.content.firstChild;
}

const full = (at) => new Date(at).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });
function ago(at) {
  const seconds = (new Date(at) - new Date(state.now)) / 1000, past = Math.abs(seconds);
  const format = new Intl.RelativeTimeFormat(lang, { numeric: "auto", style: "short" });
  if (past < 60) return lang === "de" ? "gerade eben" : "just now";
  if (past < 3600) return format.format(Math.round(seconds / 60), "minute");
  if (past < 64800) return format.format(Math.round(seconds / 3600), "hour");
  return new Date(at).toLocaleString(lang, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

document.querySelectorAll("[data-lang]").forEach((node) => node.addEventListener("click", () => {
  lang = node.dataset.lang;
  store("square-lang", lang);
  drawn.clear();
  opened.clear();
  draw();
  live(!$("live").classList.contains("off"));
}));
document.querySelectorAll("[data-tab]").forEach((node) => node.addEventListener("click", () => { tab = node.dataset.tab; draw(); }));
$("people").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...$("people").children], at = all.findIndex((node) => node.dataset.handle === me);
  become(all[(at + step + all.length) % all.length].dataset.handle);
});
$("new-person").addEventListener("click", () => {
  const form = $("person-form");
  form.reset();
  form.language.value = lang;
  form.querySelector(".error").hidden = true;
  $("person-dialog").showModal();
});
$("person-form").querySelector("[value=cancel]").addEventListener("click", () => $("person-dialog").close());
$("person-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target, error = form.querySelector(".error");
  try {
    const made = await call("POST", "people", { handle: form.handle.value, name: form.name.value, language: form.language.value });
    $("person-dialog").close();
    become(made.handle);
  } catch (problem) { error.textContent = t("failed", { why: problem.message }); error.hidden = false; }
});
$("person-form").name.addEventListener("input", (event) => {
  const plain = event.target.value.toLowerCase().replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss");
  $("person-form").handle.value = plain.normalize("NFD").replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 30);
});
setInterval(() => { if (state) refresh(); }, 60000);
refresh().then(() => {
  live(true);
  const wanted = new URLSearchParams(location.search).get("post");
  if (wanted && state) show(wanted);
});
listen();
