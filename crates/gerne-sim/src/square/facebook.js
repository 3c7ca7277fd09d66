"use strict";
// Facebook on the square: the Page with its comments, and a Messenger window. Shares names with
// square.js, which runs after it.
let fbKind = "visitor"; // visitor, praise, blame or dm

// The Page's comments and messages that were not announced yet.
function newsOnFacebook(known) {
  const all = [...onFacebook.threads.flatMap((thread) => thread.posts.slice(1)), ...onFacebook.messages].filter((one) => one.author?.company && !known.has("f" + one.id));
  all.forEach((one) => known.add("f" + one.id));
  return all;
}

async function sendOnFacebook(text) {
  const words = { as: me, text, scene: draft.picture?.scene };
  if (draft.picture?.file) {
    const form = new FormData();
    form.set("file", draft.picture.file);
    words.media = (await call("POST", "facebook/media", form)).id;
  }
  if (fbKind === "dm") return call("POST", "facebook/messages", words);
  if (fbKind === "visitor") return call("POST", "facebook/posts", words);
  return call("POST", "facebook/reviews", { as: me, text, positive: fbKind === "praise" });
}

function kindsOnFacebook() {
  return el("div", { class: "ideas" }, ...Object.entries(t("fbKinds")).map(([kind, label]) => el("button", {
    type: "button", class: "chip", "aria-pressed": String(kind === fbKind), onclick: () => { fbKind = kind; draw(); },
  }, (kind === fbKind ? "● " : "○ ") + label)));
}

function drawOnFacebook(feed) {
  drawn.clear();
  const held = document.activeElement, at = held?.selectionStart;
  const cards = onFacebook.threads.map((thread) => el("article", { class: "thread letter" }, ...thread.posts.map(postOnFacebook)));
  const empty = el("div", { class: "empty" }, scenery(), el("h3", {}, t("emptyFbTitle")), el("p", {}, t("emptyFb")));
  feed.replaceChildren(...(onFacebook.messages.length ? [messenger()] : []), ...(cards.length ? cards : [empty]));
  const chat = feed.querySelector(".bubbles");
  if (chat) chat.scrollTop = chat.scrollHeight;
  if (held && feed.contains(held)) { held.focus({ preventScroll: true }); if (at !== undefined) held.setSelectionRange?.(at, at); }
}

function postOnFacebook(post) {
  const depth = "d" + post.depth;
  if (post.gone) return el("div", { class: `post gone ${depth}` }, t(post.gone === "hidden" ? "hiddenByPage" : "deleted"));
  const { author } = post;
  const label = { review: post.positive ? "recommends" : "warns", visitor: "onPage", ad: "advert", tagged: "tags" }[post.kind];
  const head = el("div", { class: "who" }, el("b", {}, author.name), el("time", { datetime: post.at, title: full(post.at) }, ago(post.at)),
    post.edits > 0 && el("span", { class: "at" }, t("edited")), label && el("span", { class: "badge" }, t(label)),
    author.company && el("span", { class: "badge team" }, t("fbPage")), post.mine && el("span", { class: "badge me" }, t("you")),
    post.hidden && el("span", { class: "badge" }, t("hiddenReply")));
  const open = (kind) => answerOnX(post.id, kind, kind === "edit" ? post.text : "", (text) => kind === "edit" ? call("PUT", "facebook/things/" + post.id, { text })
    : call("POST", "facebook/comments", { as: me, on: post.id, text }));
  const remove = post.mine && tool("remove", t("remove"), { onclick: () => {
    if (remove.classList.contains("danger")) return attempt(() => call("DELETE", "facebook/things/" + post.id));
    remove.classList.add("danger");
    remove.lastChild.textContent = t("sure");
  } });
  const like = tool("like", post.likes ? String(post.likes) : t("like"), { "aria-label": t("like"), "aria-pressed": String(post.liked),
    onclick: () => attempt(() => call("POST", `facebook/things/${post.id}/reactions`, { as: me, kind: post.liked ? null : "like" })).then(refresh) });
  if (post.liked) like.classList.add("liked");
  return el("div", { class: `post ${depth}${author.company ? " firm" : ""}`, "data-post": post.id }, face(author.avatar), head,
    el("div", { class: "text" }, post.text),
    post.media.length ? el("div", { class: "pics n" + Math.min(post.media.length, 4) }, ...post.media.map((one) => el("figure", { class: one.kind }, el("img", { src: one.url, alt: "", width: one.width, height: one.height, loading: "lazy" })))) : "",
    el("div", { class: "acts" }, like, tool("reply", t(post.depth ? "reply" : "comment"), { onclick: () => open("reply") }),
      post.mine && tool("edit", t("edit"), { onclick: () => open("edit") }), remove),
    opened.get(post.id)?.node ?? "");
}

// Messenger: bubbles, the person's own on the right.
function messenger() {
  const form = opened.get("messenger") ?? { node: null };
  if (!form.node) {
    const area = el("textarea", { rows: 1, placeholder: t("askMessenger"), "aria-label": t("askMessenger") });
    const send = async () => { if (area.value.trim() && await attempt(() => call("POST", "facebook/messages", { as: me, text: area.value }))) { area.value = ""; refresh(); } };
    area.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); send(); } });
    form.node = el("div", { class: "say" }, area, el("button", { type: "button", class: "go", onclick: send }, t("send")));
    opened.set("messenger", form);
  }
  const bubble = (one) => el("div", { class: "bubble" + (one.mine ? " own" : ""), "data-post": one.id },
    one.private_reply && el("small", {}, t("privateReply")), one.text && el("span", {}, one.text),
    ...one.media.map((file) => file.kind === "image" || file.kind === "sticker" ? el("img", { src: file.url, alt: "", width: file.width, height: file.height }) : el("a", { href: file.url }, file.name)),
    el("time", { datetime: one.at, title: full(one.at) }, ago(one.at) + (one.edits ? " · " + t("edited") : "") + (one.reaction ? " · " + one.reaction : "")));
  return el("article", { class: "thread messenger" }, el("h3", {}, face(onFacebook.page.avatar), el("span", {}, onFacebook.page.name), el("span", { class: "badge private" }, "Messenger")),
    el("div", { class: "bubbles", tabindex: 0, role: "log", "aria-label": "Messenger" }, ...onFacebook.messages.map(bubble)), form.node);
}
