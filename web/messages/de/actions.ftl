done-assigned = { $count ->
    [one] Übergeben an { $name }
   *[other] { $count } Unterhaltungen übergeben an { $name }
}
done-assigned-me = { $count ->
    [one] Von Ihnen übernommen
   *[other] { $count } Unterhaltungen übernommen
}
done-unassigned = { $count ->
    [one] Niemand ist mehr zuständig
   *[other] Bei { $count } Unterhaltungen ist niemand mehr zuständig
}
done-team = { $count ->
    [one] Team: { $name }
   *[other] { $count } Unterhaltungen an Team { $name }
}
done-priority-normal = { $count ->
    [one] Dringlichkeit: normal
   *[other] Dringlichkeit von { $count } Unterhaltungen: normal
}
done-priority-high = { $count ->
    [one] Dringlichkeit: hoch
   *[other] Dringlichkeit von { $count } Unterhaltungen: hoch
}
done-priority-urgent = { $count ->
    [one] Als dringend markiert
   *[other] { $count } Unterhaltungen als dringend markiert
}
done-subject = Betreff geändert
done-spam = { $count ->
    [one] Als Spam markiert
   *[other] { $count } Unterhaltungen als Spam markiert
}
done-not-spam = { $count ->
    [one] Kein Spam
   *[other] { $count } Unterhaltungen sind kein Spam
}
done-label-on = { $count ->
    [one] Label „{ $name }“ gesetzt
   *[other] Label „{ $name }“ bei { $count } Unterhaltungen gesetzt
}
done-label-off = { $count ->
    [one] Label „{ $name }“ entfernt
   *[other] Label „{ $name }“ bei { $count } Unterhaltungen entfernt
}
done-resolved = { $count ->
    [one] Erledigt
   *[other] { $count } Unterhaltungen erledigt
}
done-no-answer = { $count ->
    [one] Erledigt, keine Antwort nötig
   *[other] { $count } Unterhaltungen erledigt, keine Antwort nötig
}
done-reopened = { $count ->
    [one] Wieder offen
   *[other] { $count } Unterhaltungen wieder offen
}
done-pending = { $count ->
    [one] Wartet jetzt auf Kundschaft
   *[other] { $count } Unterhaltungen warten jetzt auf Kundschaft
}
done-snoozed = { $count ->
    [one] Zurückgestellt bis { $when }
   *[other] { $count } Unterhaltungen zurückgestellt bis { $when }
}
done-snoozed-reply = { $count ->
    [one] Zurückgestellt, bis die Person schreibt
   *[other] { $count } Unterhaltungen zurückgestellt, bis jemand schreibt
}
done-joined = Unterhaltungen zusammengeführt
done-join-undone = Unterhaltungen wieder getrennt
done-separated = In eine eigene Unterhaltung verschoben
done-customer = Gespeichert
done-blocked = { $name } blockiert. Offenes ist erledigt, Neues öffnet nichts mehr.
done-unblocked = { $name } nicht mehr blockiert. Was dabei erledigt wurde, ist wieder offen.

delivery-sending-to = Antwort an { $name } geht hinaus
delivery-send-now = Jetzt senden
delivery-too-late = Zu spät: Die Antwort ist schon hinausgegangen.
delivery-words-back = Die Antwort ist nicht angekommen. Ihr Text steht wieder im Schreibfeld.
delivery-words-back-media = Die Antwort ist nicht angekommen. Ihr Text steht wieder im Schreibfeld, Bilder und Dateien bitte neu anhängen.
done-contact = Kontakt festgehalten
done-consult = Frage an { $to } gesendet
