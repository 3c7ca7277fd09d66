live-as-of = Stand { $time }. Ändert sich von selbst.
live-stale = Keine Verbindung. Das ist der letzte bekannte Stand.
live-problem = Der Stand lässt sich nicht laden
live-wall = Für die Wand
live-full = Ganzer Bildschirm
live-leave = Zurück
live-waiting = Es warten
live-waiting-aside = { $unassigned } ohne Zuständige · { $newer } neu seit 30 Min.
live-waiting-snoozed = { $count } zurückgestellt
live-who-waits = Es wartet, wem wir eine Antwort schulden: in offenen Unterhaltungen und in zurückgestellten.
live-next = Wird als Nächstes zu spät
live-next-in = in { $span }
live-next-now = jetzt
live-next-nobodys = ohne Zuständige
live-next-none = Nichts in Sicht: Niemand wartet, für den die Zeit noch läuft.
live-people = Wer da ist
live-person = Person
live-col-state = Jetzt
live-col-open = Offene Unterhaltungen
live-open-of = { $open } von { $most }
live-is-free = frei
live-is-full = voll
live-is-away = abwesend
live-longest = Am längsten
live-since = seit { $time }
live-nobody = niemand
live-all-answered = Alle haben eine Antwort.
live-missed = Zu spät
live-near = Wird knapp
live-near-aside = { $count ->
    [0] sonst ist nichts knapp
    [one] eine weitere wird knapp
   *[other] { $count } weitere werden knapp
}
live-within = Heute im Ziel
live-within-aside = der heutigen Antworten kamen vor Ablauf ihres Ziels
live-within-few = Noch zu wenige
live-within-few-aside = Die Zahl kommt, sobald genug Personen geantwortet haben.
live-promises = Zusagen bis heute Abend
live-promises-aside = fällig oder überfällig
live-on = Da sind
live-on-aside = { $each } Wartende je Person
live-on-nobody = Gerade ist niemand angemeldet.
live-teams = Teams
live-team = Team
live-account = Kanal
live-no-team = Ohne Team
live-col-waiting = Wartet
live-col-unassigned = Ohne Zuständige
live-col-near = Knapp oder zu spät
live-col-missed = davon zu spät
live-col-longest = Am längsten
live-col-on = Da
live-col-lag = Verzug
live-col-lag-full = Wie lange die neuesten Nachrichten von der Plattform bis zu uns brauchten (Median)
live-no-lag = –
live-well = läuft
live-slow = kommt verspätet
live-silent = antwortet nicht
live-cut = getrennt
live-paused = angehalten
live-waiting-at = { $name }: { $count } warten
live-unassigned-at = { $name }: { $count } ohne Zuständige
live-near-at = { $name }: { $count } knapp oder zu spät
live-missed-at = { $name }: { $count } zu spät
live-wall-newer = { $count } neu seit 30 Min.
behind-none = Das hat sich gerade erledigt
behind-none-text = Während Sie nachsahen, wurde geantwortet.
behind-more = Weitere
live-over = mehr als zu schaffen ist
live-col-spent = Ausgaben
live-col-spent-full = In diesem Monat ausgegeben, nach unserer eigenen Zählung
live-spent-today = { $name }: heute { $sum }
live-rising = Was gerade viele schreiben
live-rising-incident = Störfall
live-rising-topic = Thema
live-rising-over = vorbei, noch nicht allen gesagt
live-rising-at = { $name }: { $count ->
    [one] eine Unterhaltung
   *[other] { $count } Unterhaltungen
}
live-topic = Worum es geht
live-topic-nameless = Noch ohne Namen
live-col-people = Personen
live-col-usual = Sonst je Stunde
live-col-since = Seit
live-col-matters = Unterhaltungen
live-wall-rising = { $count ->
    [one] eine Person seit { $since }
   *[other] { $count } Personen seit { $since }
}
