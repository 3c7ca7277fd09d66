incidents-text = Viele melden dasselbe, kurz nacheinander: Gerne erkennt das von selbst. Hier sagen Sie allen, was los ist, und wenn es vorbei ist.
incidents-none = Kein Störfall
incidents-none-text = In den letzten 30 Tagen haben nie viele zugleich dasselbe gemeldet.
noticing-settings = Einstellungen
incidents-open = Läuft gerade
incidents-ended = Vorbei
incident-unnamed = Störfall ohne Namen
incident-line-over = { $count ->
    [one] 1 Person meldete das, ab { $since }
   *[other] { $count } Personen meldeten das, ab { $since }
}
incident-lost = Diesen Störfall gibt es nicht
incident-lost-text = Oder er betrifft nur Unterhaltungen, die Sie nicht sehen dürfen.
incident-not-told = noch niemandem geschrieben
incident-told = { $told } von { $count } geschrieben
incident-over-told = vorbei, { $told } von { $count } wissen es
incident-over-since = vorbei seit { $when }
incident-dismissed = Kein Störfall
incident-dismissed-text = Jemand hat gesagt, dass die Meldungen nichts miteinander zu tun haben.
incident-is-over = Der Störfall ist vorbei
incident-tell-over = Sagen Sie es jetzt allen, die ihn gemeldet haben.
incident-all-know = Alle, die ihn gemeldet haben, wissen es.
incident-people = Personen
incident-usual = üblich wären { $count }
incident-since = Seit
incident-noticed = erkannt { $when }
incident-last = Zuletzt gemeldet
incident-matters = { $count ->
    [one] in 1 Unterhaltung
   *[other] in { $count } Unterhaltungen
}
incident-about = Worum es geht
incident-say = Was wir sagen
incident-say-text = Ein ehrlicher Text für alle. Gesendet wird erst, wenn ihn jemand für jede Person gelesen hat.
incident-name = Name
incident-name-hint = Wie das Team den Störfall nennt. Nur für Sie.
incident-text-label = Was bekannt ist
incident-over-label = Wenn es vorbei ist
incident-places = Statt { $name } steht für jede Person ihr Name da, statt { $place } ihr Ort.
incident-text-proposal = Guten Tag { $name }, in { $place } gibt es gerade eine Störung. Das tut uns leid. Wir arbeiten daran und melden uns, sobald es wieder geht.
incident-over-proposal = Guten Tag { $name }, die Störung in { $place } ist behoben. Falls bei Ihnen noch etwas nicht geht, schreiben Sie uns bitte.
incident-propose = Vorschlag einsetzen
incident-keep = Text speichern
incident-kept = Gespeichert. Lesen Sie jetzt, was jede Person bekommt.
incident-foreign = Jemand hat die Texte inzwischen geändert.
incident-foreign-take = Deren Fassung zeigen
incident-review = Durchsehen und senden
incident-review-over = Sagen, dass es vorbei ist
incident-review-text = Jede Person bekommt den Text einmal, dort, wo sie geschrieben hat, im Takt ihrer Plattform.
incident-progress-label = Wie vielen schon geschrieben ist
incident-progress = { $done } von { $count } geschrieben
incident-to = Text für { $name }
incident-send = Senden
incident-leave = Auslassen
incident-send-all = { $count ->
    [one] Auch der letzten Person so senden
   *[other] Allen { $count } übrigen so senden
}
incident-send-all-go = Allen senden
incident-send-all-text = Das bekommen sie:
incident-more = und { $count } weitere
incident-going = Wird gesendet …
incident-stop = Anhalten
incident-failed = Nicht gesendet
incident-under-way = { $count ->
    [one] Eine Antwort ist noch unterwegs.
   *[other] { $count } Antworten sind noch unterwegs.
}
incident-stuck = { $count ->
    [one] Eine Antwort kam nicht an, oder es ist unklar.
   *[other] { $count } Antworten kamen nicht an, oder es ist unklar.
}
incident-all-told = Alle haben es bekommen. Wer später dazukommt, erscheint hier.
incident-first-write = Schreiben Sie zuerst, was Sie sagen wollen, und speichern Sie es.
incident-left = { $count ->
    [one] 1 Person ausgelassen.
   *[other] { $count } Personen ausgelassen.
}
incident-left-show = Wieder zeigen
incident-end = Ist vorbei
incident-end-ask = Ist der Störfall vorbei?
incident-end-text = Danach können Sie es allen sagen, die ihn gemeldet haben. Wer dasselbe später meldet, gehört nicht mehr dazu.
incident-over-done = Der Störfall ist vorbei. Sagen Sie es jetzt allen.
incident-none = Ist keiner
incident-none-ask = Ist das kein Störfall?
incident-none-text = Die Meldungen bleiben, wo sie sind. In den Unterhaltungen steht nichts mehr davon, und niemand bekommt einen Text.
incident-none-done = Das ist kein Störfall.
incident-growth = Wie er wuchs
incident-growth-note = Wie viele wann zum ersten Mal geschrieben haben.
incident-growth-at = { $span }: { $count }
incident-growth-summary = { $count } Meldungen in { $stretches } Abschnitten
incident-growth-when = Wann
incident-growth-count = Meldungen
incident-members = Wer ihn gemeldet hat
incident-knows = weiß Bescheid
incident-knows-over = weiß, dass es vorbei ist
incident-knows-not = noch nicht geschrieben
incident-unseen = { $count ->
    [one] Dazu 1 Unterhaltung, die Sie nicht sehen dürfen.
   *[other] Dazu { $count } Unterhaltungen, die Sie nicht sehen dürfen.
}
announce-title = Vor allen sagen
announce-text = Ein Beitrag, den jeder lesen kann, auch wer Ihnen nicht geschrieben hat. Jedes Konto sagt es einmal.
announce-nobody = Keines Ihrer Konten kann etwas an alle schreiben. Mit Mastodon, X und Facebook geht das.
announce-words = Beitrag
announce-by = Über welche Konten
announce-own = Für dieses Konto anders schreiben
announce-own-for = Text für { $account }
announce-own-not = Doch wie bei allen
announce-review = Durchlesen
announce-ask = { $count ->
    [one] Über 1 Konto veröffentlichen?
   *[other] Über { $count } Konten veröffentlichen?
}
announce-ask-text = So steht es dort, für alle lesbar:
announce-cost = Die Plattform berechnet dafür { $sum }.
announce-go = Veröffentlichen
announce-said = Was die Konten gesagt haben
announce-text-proposal = In { $place } gibt es gerade eine Störung. Das tut uns leid. Wir arbeiten daran und melden uns hier, sobald es wieder geht.
announce-text-anywhere = Es gibt gerade eine Störung. Das tut uns leid. Wir arbeiten daran und melden uns hier, sobald es wieder geht.
announce-over-proposal = Die Störung in { $place } ist behoben. Falls bei Ihnen noch etwas nicht geht, schreiben Sie uns bitte.
announce-over-anywhere = Die Störung ist behoben. Falls bei Ihnen noch etwas nicht geht, schreiben Sie uns bitte.
announced-over = Dass es vorbei ist
announced-settle = Steht der Beitrag dort?
announced-there = Ja, er ist da
announced-missing = Nein, er fehlt
announced-anew = Neu schreiben

escalations-text = Anwalt, Presse, Behörde, Drohung, Gefahr oder Not: Das liest ein Mensch, bevor jemand antwortet. Hier gibt es keine Textbausteine und keine Sammeländerungen.
escalations-none = Nichts, was Sie genau ansehen müssten
escalations-none-text = Sobald jemand mit Anwalt, Presse oder Behörde kommt oder in Not ist, steht es hier.
escalations-count = { $count ->
    [one] 1 Unterhaltung
   *[other] { $count } Unterhaltungen
}
escalations-next = Nächste Eskalation
escalations-before = Vorige Eskalation
escalations-read = Lesen
escalation-since = seit { $when }
escalation-looked-at = { $name }: angesehen
escalation-looked-done = Angesehen. Die Unterhaltung wird wieder beantwortet wie jede andere.

settings-noticing = Bemerken
noticing-text = Wie Gerne mit Menschen umgeht, die über Sie schreiben, ohne Sie anzusprechen, und was es aus Ihren Entscheidungen gelernt hat.
noticing-strangers = Fremde
noticing-strangers-text = Wer Sie nicht angesprochen hat, hört höchstens einmal von Ihnen, und nur, wenn es noch hilft.
noticing-days = Vergessen nach Tagen
noticing-days-hint = Was niemand bestätigt hat, wird dann gelöscht. Gezählt bleibt, wie oft die Regel recht hatte.
noticing-hours = Ansprechen bis Stunden danach
noticing-hours-hint = Ältere Beiträge spricht niemand mehr an.
noticing-places = Orte, an denen niemand angesprochen wird
noticing-places-hint = Namen von Servern, einer je Zeile.
noticing-offer-de = Angebot auf Deutsch
noticing-offer-en = Angebot auf Englisch
noticing-offer-hint = Steht als Vorschlag im Antwortfeld, wenn jemand einen Fund bestätigt. { $name } ist, wer den Beitrag schrieb.
lessons = Was gelernt wurde
lessons-text = Jedes Bestätigen, Verwerfen und Richtigstellen lehrt das Team, wie Nachrichten gelesen werden. Nehmen Sie zurück, was nicht stimmt.
lessons-team = Team
lessons-no-team = Ohne Team
lessons-none = Noch nichts. Wer bei einer Nachricht „Stimmt nicht“ sagt oder einen Fund entscheidet, lehrt etwas.
lessons-gone = Der Text ist gelöscht oder nicht für Sie.
lessons-is = { $what }
lessons-is-not = nicht: { $what }
lessons-by = · { $name }, { $when }
lessons-undo = Zurücknehmen
lessons-undone = Zurückgenommen. Nachrichten werden gelesen, als hätte es niemand gesagt.
