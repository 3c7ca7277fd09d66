"use strict";
// X on the square. Shares names with square.js, which runs after it.
let xKind = "mention"; // mention, plain or dm
const weighOnX = (text) => [...text.replace(/https?:\/\/\S+/g, "x".repeat(23))].reduce((sum, c) => sum + (c.codePointAt(0) < 0x1100 ? 1 : 2), 0);
const fullOnX = (text) => xKind !== "mention" || text.includes("@" + onX.company.handle) ? text : `@${onX.company.handle} ${text}`;

// The company's posts and messages that were not announced yet.
function newsOnX(known) {
  const all = [...onX.threads.flatMap((thread) => thread.posts), ...onX.messages].filter((one) => one.company && !known.has("x" + one.id));
  all.forEach((one) => known.add("x" + one.id));
  return all;
}

async function sendOnX(text) {
  if (xKind === "dm") return call("POST", "x/messages", { as: me, text });
  const media = [];
  if (draft.picture?.file) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ as: me, description: draft.alt, file: draft.picture.file })) form.set(name, value);
    media.push((await call("POST", "x/media", form)).id);
  }
  return call("POST", "x/posts", { as: me, text, media, scene: draft.picture?.scene, alt: draft.alt || null });
}

// How to say it, and who the person is on X.
function kindsOnX() {
  const kinds = t("xKinds"), person = onX.me;
  const set = (change) => attempt(() => call("POST", "x/people/" + person.handle, change)).then(refresh);
  return el("div", { class: "ideas" }, ...Object.entries(kinds).map(([kind, label]) => el("button", {
    type: "button", class: "chip", "aria-pressed": String(kind === xKind), onclick: () => { xKind = kind; draw(); },
  }, (kind === xKind ? "● " : "○ ") + label)),
    person && el("button", { type: "button", class: "chip", onclick: () => set({ protected: !person.protected }) }, t(person.protected ? "unprotect" : "protect")),
    person && el("button", { type: "button", class: "chip", onclick: () => set({ premium: !person.premium }) }, t(person.premium ? "noPremium" : "premium")),
    xKind === "plain" && el("span", {}, t("xPlainHint")));
}

function drawOnX(feed) {
  drawn.clear();
  const held = document.activeElement, at = held?.selectionStart;
  const about = (thread) => el("article", { class: "thread letter" }, ...thread.posts.map(postOnX));
  const cards = [...onX.messages.map((one) => ({ at: one.at, node: () => messageOnX(one) })), ...onX.threads.map((one) => ({ at: one.newest, node: () => about(one) }))];
  cards.sort((one, other) => (one.at < other.at ? 1 : -1));
  const empty = el("div", { class: "empty" }, scenery(), el("h3", {}, t("emptyXTitle")), el("p", {}, t("emptyX")));
  feed.replaceChildren(spentOnX(), ...(cards.length ? cards.map((card) => card.node()) : [empty]));
  if (held && feed.contains(held)) { held.focus({ preventScroll: true }); if (at !== undefined) held.setSelectionRange?.(at, at); }
}

function spentOnX() {
  const money = (micros) => (micros / 1e6).toLocaleString(lang, { style: "currency", currency: "USD", maximumFractionDigits: 3 });
  const names = t("xPrices");
  return el("details", { class: "hint" }, el("summary", {}, t("spentOnX", { sum: money(onX.spent.micros) })),
    el("ul", {}, ...onX.spent.kinds.map((one) => el("li", {}, `${names[one.kind] ?? one.kind}: ${one.count} · ${money(one.micros)}`))));
}

function postOnX(post) {
  const depth = "d" + Math.min(post.depth, 3);
  if (post.gone) return el("div", { class: `post gone ${depth}` }, t(post.gone));
  const head = el("div", { class: "who" }, el("b", {}, post.name), el("span", { class: "at" }, "@" + post.author),
    el("time", { datetime: post.at, title: full(post.at) }, ago(post.at)), post.edits > 0 && el("span", { class: "at" }, t("editedTimes", { n: post.edits })),
    post.company && el("span", { class: "badge team" }, t("team")), post.mine && el("span", { class: "badge me" }, t("you")),
    post.protected && el("span", { class: "badge private" }, t("protect")), post.hidden && el("span", { class: "badge" }, t("hiddenReply")));
  const open = (kind) => answerOnX(post.id, kind, kind === "edit" ? post.text : "", (text) => kind === "edit" ? call("PUT", "x/posts/" + post.id, { text })
    : call("POST", "x/posts", { as: me, text, [kind === "quote" ? "quote" : "reply_to"]: post.id }));
  const remove = post.mine && tool("remove", t("remove"), { onclick: () => {
    if (remove.classList.contains("danger")) return attempt(() => call("DELETE", "x/posts/" + post.id));
    remove.classList.add("danger");
    remove.lastChild.textContent = t("sure");
  } });
  return el("div", { class: `post ${depth}${post.company ? " firm" : ""}`, "data-post": post.id }, face(post.avatar), head,
    post.to.length ? el("p", { class: "hint" }, t("replyTo", { name: post.to.map((one) => "@" + one).join(" ") })) : "",
    el("div", { class: "text" }, post.text),
    post.media.length ? el("div", { class: "pics n" + post.media.length }, ...post.media.map(drawPicture)) : "",
    post.quote ? el("blockquote", { class: "quoted" }, el("b", {}, post.quote.name), el("div", { class: "text" }, post.quote.text)) : "",
    el("div", { class: "acts" }, tool("reply", t("reply"), { onclick: () => open("reply") }), tool("quote", t("quote"), { onclick: () => open("quote") }),
      post.may_edit && tool("edit", t("edit"), { onclick: () => open("edit") }), remove),
    opened.get(post.id)?.node ?? "");
}

function messageOnX(one) {
  return el("article", { class: "thread letter private" }, el("div", { class: "post" + (one.company ? " firm" : ""), "data-post": one.id }, face(one.avatar),
    el("div", { class: "who" }, el("b", {}, one.name), el("span", { class: "at" }, "@" + one.author), el("time", { datetime: one.at, title: full(one.at) }, ago(one.at)),
      el("span", { class: "badge private" }, t("dmWith", { to: one.with }))),
    el("div", { class: "text" }, one.text),
    one.mine ? "" : el("div", { class: "acts" }, tool("reply", t("reply"), { onclick: () => answerOnX(one.id, "dm", "", (text) => call("POST", "x/messages", { as: me, to: one.author, text })) })),
    opened.get(one.id)?.node ?? ""));
}

// An open form below a post or message.
function answerOnX(id, kind, text, deed) {
  const close = () => { opened.delete(id); drawFeed(); };
  if (opened.get(id)?.kind === kind) return close();
  const area = el("textarea", { rows: 2, placeholder: t("replyAs"), "aria-label": t("replyAs") });
  area.value = text;
  const send = async () => { if (area.value.trim() && await attempt(() => deed(area.value))) { opened.delete(id); refresh(); } };
  opened.set(id, { kind, node: el("div", { class: "inline" }, area, el("div", { class: "buttons" }, el("span", { class: "to" }),
    el("button", { type: "button", class: "plain", onclick: close }, t("cancel")), el("button", { type: "button", class: "go", onclick: send }, t({ edit: "save", quote: "quote" }[kind] ?? "reply")))) });
  drawFeed();
  area.focus();
}
