app-title = Gerne

action-open = Öffnen
action-close = Schließen
action-cancel = Abbrechen
action-save = Speichern
action-undo = Rückgängig
action-reload = Neu laden
action-try-again = Noch einmal versuchen
action-try-now = Jetzt versuchen
action-remove = Entfernen
action-edit = Bearbeiten
skip-to-content = Zum Inhalt springen
page-broken = Diese Seite konnte nicht geladen werden.
somebody = Jemand

unreachable-title = Der Server antwortet nicht
unreachable-text = Ihre Entwürfe sind in diesem Browser sicher. Sobald die Verbindung steht, geht es hier weiter.

nav-label = Hauptnavigation
nav-home = Zum Posteingang
nav-find = Suchen …
nav-saved = Gespeicherte Ansichten
nav-outbox = Postausgang
nav-team = Team
nav-settings = Einstellungen
nav-more = Mehr
nav-count-unit = { $count ->
    [one] Unterhaltung
   *[other] Unterhaltungen
}

view-needs-me = Braucht mich
view-mine = Meine
view-unassigned = Unverteilt
view-open = Alle offenen
view-snoozed = Zurückgestellt
view-drafts = Entwürfe
view-mentioned = Erwähnungen
view-resolved = Erledigt
view-spam = Spam

self-away = Auf „abwesend“ stellen
self-away-short = Abwesend
self-back = Wieder da
self-profile = Profil und Einstellungen
availability-available = Ansprechbar
availability-away = Abwesend

bell = Benachrichtigungen
bell-unread = { $count ->
    [one] Eine neue Benachrichtigung
   *[other] { $count } neue Benachrichtigungen
}
bell-read-all = Alle gelesen
bell-none = Nichts Neues. Hier erscheint, wer Sie erwähnt oder Ihnen etwas übergibt.
notice-mentioned = { $name } hat Sie in einer Notiz erwähnt.
notice-mentioned-about = { $name } hat Sie in einer Notiz zu { $about } erwähnt.
notice-assigned = { $name } hat Ihnen eine Unterhaltung übergeben.
notice-assigned-about = { $name } hat Ihnen die Unterhaltung mit { $about } übergeben.
notice-given = Sie haben eine Unterhaltung bekommen.
notice-given-about = Sie haben die Unterhaltung mit { $about } bekommen.
notice-rule = Eine Regel hat etwas gefunden, das Sie ansehen sollen.
notice-rule-about = Eine Regel hat bei { $about } etwas gefunden, das Sie ansehen sollen.
notice-target-near = { $about } wartet fast zu lange auf Ihre Antwort.
notice-target-missed = { $about } wartet zu lange auf Ihre Antwort.
notice-returned = Ihre Antwort an { $about } kam nicht an
notice-returned-from = Ihre Antwort an { $about } kam nicht an bei: { $addresses }
notice-returned-some = Ihre Antwort kam nicht an bei: { $addresses }

alarms-label = Störungen
alarms-more = { $count ->
    [one] und: { $what }
   *[other] und { $count } weitere: { $what }
}
alarms-fewer = Weniger zeigen
alarm-clear = Meldung ausblenden
alarm-details = Ganze Meldung zeigen
alarm-fix = Zum Kanal
alarm-account-disconnected = { $handle } ist getrennt: Es kommt nichts an und es geht nichts hinaus, bis das Konto neu verbunden ist. { $reason }
alarm-reply-refused = Eine Antwort über { $handle } wurde abgelehnt. { $reason }
alarm-reply-unknown = Bei einer Antwort über { $handle } ist unklar, ob sie angekommen ist. Bitte nachsehen.
alarm-announcement-refused = Was über { $handle } zu einem Störfall öffentlich gesagt werden sollte, wurde abgelehnt. { $reason }
alarm-announcement-unknown = Bei einer öffentlichen Mitteilung über { $handle } zu einem Störfall ist unklar, ob sie dort steht. Bitte nachsehen.
alarm-target-missed = { $count ->
    [one] Bei { $whose } wartet jemand zu lange auf eine Antwort.
   *[other] Bei { $whose } warten { $count } zu lange auf eine Antwort.
}
alarm-flood = Über { $handle } schreiben gerade viel mehr Menschen, als beantwortet werden. { $reason }
alarm-flood-over = Der Andrang bei { $handle } ist vorbei.
alarm-storage-low = Auf dem Server wird der Platz knapp. { $reason }
alarm-gap = Bei { $handle } fehlt ein Zeitraum, den die Plattform nicht mehr nachliefert. { $reason }
alarm-other = Bei { $handle } stimmt etwas nicht. { $reason }

link-lost = Keine Verbindung.
link-lost-text = Was Sie sehen, ist der letzte bekannte Stand. Schreiben können Sie weiter, gesendet wird erst wieder mit Verbindung.
link-lost-drafts = Ihr Text liegt sicher in diesem Browser und wird gespeichert, sobald die Verbindung wieder da ist.
build-new = Es gibt eine neue Version. Entwürfe bleiben beim Neuladen erhalten.

toasts-label = Meldungen
section-conversation = Unterhaltung
section-write = Schreiben
section-list = Liste
section-go = Gehe zu
section-app = Allgemein
section-snippet = Textbausteine
command-palette = Befehle
command-keys = Tastenkürzel
command-undo = Letzte Aktion rückgängig machen
command-search = Suchen
command-theme = Helles oder dunkles Design wechseln
command-density = Zeilen enger oder weiter stellen
command-away = An- oder abwesend melden
command-sign-out = Abmelden
command-panes = Zum nächsten Bereich
command-panes-back = Zum vorigen Bereich
palette-placeholder = Befehl, Ansicht oder Suchwort …
palette-search = Nach „{ $text }“ suchen
palette-nothing = Kein Befehl passt dazu.
keys-intro = Hier steht nur, was gerade geht.
keys-off = Einzelne Tasten sind ausgeschaltet; es gelten nur Kürzel mit Strg oder ⌘.
keys-change = Tasten anpassen
keys-or = oder

visibility-public = Öffentlich
visibility-unlisted = Öffentlich, nicht gelistet
visibility-followers = Nur für Follower
visibility-private = Privat
visibility-public-text = Alle können das lesen.
visibility-unlisted-text = Alle können das lesen, es steht aber in keiner öffentlichen Zeitleiste.
visibility-followers-text = Nur wer dem Konto folgt.
visibility-private-text = Nur die genannten Personen.
visibility-place-text = Nur diese Person und wir, in { $place }.

status-open = Offen
status-pending = Wartet auf Kundschaft
status-snoozed = Zurückgestellt
status-resolved = Erledigt
priority-normal = Normal
priority-high = Hoch
priority-urgent = Dringend
alarm-account-unreachable = { $handle } antwortet nicht, seit { $since }. Neue Nachrichten kommen erst an, wenn es wieder antwortet; Antworten warten so lange.
alarms-calm = Hinweise
alarm-next-try = Nächster Versuch: { $when }.
alarm-outage = { $handle } hat von { $from } bis { $to } nicht geantwortet. Was in dieser Zeit geschrieben wurde, kam verspätet an.
alarm-gap-between = Bei { $handle } fehlen vielleicht Nachrichten zwischen { $from } und { $to }. { $reason }
alarm-not-kept = Eine Nachricht an { $handle } ließ sich nicht aufnehmen ({ $when }). Bitte sehen Sie auf der Plattform nach.
alarm-deletions-late = Was auf der Plattform gelöscht wurde, ist hier vielleicht noch da: { $handle } konnte nicht rechtzeitig abgeglichen werden. { $reason }
alarm-replies-unknown = Bei { $count } Antworten ist unklar, ob sie angekommen sind. Bitte nachsehen.
alarm-account-notice = { $handle }: { $reason }

# What platforms are called; most are called the same everywhere.
platform-any = { $name }
platform-email = E-Mail
nav-promises = Zusagen
nav-flags = Bemerkt
nav-rules = Regeln
nav-incidents = Störfälle
nav-escalations = Eskalationen
command-hand-over = Alles übergeben …
notice-promise-due = Eine Zusage an { $about } wird fällig
notice-promise-missed = Eine Zusage an { $about } wurde nicht gehalten
alarm-promise-missed = Eine Zusage wurde nicht gehalten. { $reason }
notice-promise-quoted = { $about } schreibt, dass wir eine Zusage nicht gehalten haben
notice-follow-up = Bitte fragen Sie { $about }, ob es geholfen hat
notice-follow-up-failed = Bei { $about } hat es nicht geholfen: wieder offen
notice-consult-answered = Antwort auf Ihre Frage zu { $about }
notice-consult-returned = Ihre Frage zu { $about } kam nicht an
notice-other = Hier ist etwas für Sie
notice-rule-decays = Eine Ihrer Regeln findet schlechter als früher
nav-live = Live
nav-reports = Berichte
alarm-targets-over = { $where }: Niemand wartet mehr zu lange.
