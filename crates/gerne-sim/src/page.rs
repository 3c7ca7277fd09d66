//! Pages that the platforms show in a browser.

const STYLE: &str = "\
:root{color-scheme:light dark;--bg:#f5f6fa;--card:#fff;--ink:#171a21;--dim:#5b6270;--line:#dfe3ea;--go:#4b3fd1}\
@media(prefers-color-scheme:dark){:root{--bg:#14161c;--card:#1d2028;--ink:#eef0f4;--dim:#a3aab8;--line:#343945;--go:#8f86ff}}\
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif}\
main{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:32px;max-width:26rem;width:calc(100% - 96px)}\
h1{font-size:1.25rem;margin:0 0 8px}p{color:var(--dim);margin:0 0 16px}ul{padding-left:1.2em;margin:0 0 20px}\
label{display:block;font-weight:600;margin-bottom:6px}select,button{font:inherit;padding:10px 14px;border-radius:10px;border:1px solid var(--line);background:var(--card);color:inherit}\
select{width:100%;margin-bottom:20px}div{display:flex;gap:10px}button{flex:1;cursor:pointer}\
.go{background:var(--go);border-color:var(--go);color:#fff;font-weight:600}@media(prefers-color-scheme:dark){.go{color:#14161c}}\
code{display:block;padding:12px;border:1px solid var(--line);border-radius:10px;overflow-wrap:anywhere}";

/// A small page; `body` is escaped already.
pub(crate) fn page(title: &str, lang: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style>\
         <main>{body}</main></html>"
    )
}

pub(crate) fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect()
}
