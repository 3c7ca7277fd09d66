settings-privacy = Datenschutz
privacy-text = Was wie lange aufbewahrt wird, und was gelöscht wurde.
privacy-kept = Aufbewahrung
privacy-kept-text = Für jeden Kanal eigens festgelegt, auf seiner Seite.
privacy-resolved = Erledigtes: { $span }
privacy-requests = Auskunft und Löschung
privacy-requests-text = Beides steht auf der Seite der Person: „Alle Daten exportieren“ gibt eine Datei zum Weitergeben, „Diese Person löschen“ entfernt alles über sie.
privacy-erased = Löschungen
privacy-erased-text = Wann, warum, durch wen und wie viel gelöscht wurde. Wessen Daten es waren, steht hier nicht.
privacy-none = Noch nichts gelöscht
privacy-none-text = Jede Löschung einer Person steht danach hier, ohne Angaben zu ihr.
privacy-by-rule = nach Regel
privacy-by = durch { $name }
privacy-nothing = Nichts weiter gespeichert gewesen
privacy-finished = Vollständig überschrieben
privacy-unfinished = Gelöscht; die Speicherstellen werden noch überschrieben
erased-conversations = { $count ->
    [one] eine Unterhaltung
   *[other] { $count } Unterhaltungen
}
erased-messages = { $count ->
    [one] eine Nachricht
   *[other] { $count } Nachrichten
}
erased-attachments = { $count ->
    [one] ein Anhang
   *[other] { $count } Anhänge
}
erased-notes = { $count ->
    [one] eine Notiz
   *[other] { $count } Notizen
}
erase-title = { $name } löschen?
erase-goes = Das wird gelöscht
erase-goes-conversations = { $count ->
    [0] Alle Unterhaltungen mit allen Nachrichten und Anhängen
    [one] Die Unterhaltung mit allen Nachrichten und Anhängen, auch unsere Antworten
   *[other] { $count } Unterhaltungen mit allen Nachrichten und Anhängen, auch unsere Antworten
}
erase-goes-person = Name, Konten und alles, was zur Person notiert ist; auch von Personen, die mit ihr zusammengeführt wurden
erase-goes-ours = Interne Notizen und Entwürfe dazu
erase-stays = Das bleibt
erase-stays-platform = Was auf der Plattform steht. Dort löscht es nur, wer es geschrieben hat.
erase-stays-record = Ein Vermerk ohne Angaben zur Person: wann, warum und durch wen gelöscht wurde.
erase-final = Das lässt sich nicht rückgängig machen. Braucht jemand noch eine Auskunft, exportieren Sie zuerst die Daten.
erase-reason = Grund
erase-reason-requested = Die Person hat darum gebeten
erase-reason-consent_withdrawn = Einwilligung zurückgezogen
erase-reason-objected = Der Verarbeitung widersprochen
erase-reason-no_longer_needed = Nicht mehr nötig
erase-reason-unlawful = Hätte nicht gespeichert werden dürfen
erase-reason-required = Gesetzlich vorgeschrieben
erase-reason-other = Anderer Grund
erase-confirm = Zur Bestätigung den Namen eintippen: { $name }
erase-confirm-hint = Oder eines der Konten. Groß und klein ist gleich.
erase-go = Endgültig löschen
erase-done = Die Person und alles über sie ist gelöscht.
retention-title = Aufbewahrung
retention-text = Was danach von selbst und endgültig gelöscht wird. Auf der Plattform bleibt es stehen.
retention-resolved_days = Erledigte Unterhaltungen
retention-resolved_days-hint = Gezählt ab dem Erledigen, mit allen Nachrichten und Notizen.
retention-attachments_days = Bilder und Dateien
retention-attachments_days-hint = Unsere Kopien; der Text bleibt.
retention-strangers_days = Beiträge von Unbeteiligten
retention-strangers_days-hint = Was andere in denselben Gesprächen geschrieben haben, ohne sich an uns zu wenden.
retention-forever = unbegrenzt
retention-days = { $count ->
    [one] einen Tag
   *[other] { $count } Tage
}
retention-years = { $count ->
    [one] ein Jahr
   *[other] { $count } Jahre
}
retention-ask = Kürzer aufbewahren?
retention-yes = Kürzer aufbewahren
retention-what = Bei { $handle } wird dann endgültig gelöscht:
retention-instead = künftig { $span }:
retention-goes-resolved_days = { $count ->
    [0] jetzt noch nichts.
    [one] jetzt eine Unterhaltung.
   *[other] jetzt { NUMBER($count) } Unterhaltungen.
}
retention-goes-attachments_days = { $count ->
    [0] jetzt noch nichts.
    [one] jetzt eine Datei.
   *[other] jetzt { NUMBER($count) } Dateien.
}
retention-goes-strangers_days = { $count ->
    [0] jetzt noch nichts.
    [one] jetzt ein Beitrag.
   *[other] jetzt { NUMBER($count) } Beiträge.
}
retention-goes-more = jetzt mehr als { NUMBER($count) }.
retention-when = Das beginnt innerhalb einer Stunde und lässt sich dann nicht zurückholen.
