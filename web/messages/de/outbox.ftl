outbox-text = Antworten, die noch nicht angekommen sind. Was eine Entscheidung braucht, steht oben.
outbox-empty-title = Alles ist angekommen
outbox-empty-text = Antworten stehen hier nur, solange sie unterwegs sind oder etwas nicht stimmt.
outbox-unknown = { $count ->
    [one] Bei einer Antwort ist unklar, ob sie angekommen ist.
   *[other] Bei { $count } Antworten ist unklar, ob sie angekommen sind.
}
outbox-refused = { $count ->
    [one] Eine Antwort wurde abgelehnt.
   *[other] { $count } Antworten wurden abgelehnt.
}
deletions-title = Löschungen
deletions-none = Zurzeit wartet keine Löschung auf eine zweite Person.
deletions-look = Frühere Entscheidungen zeigen
deletions-past-none = Noch keine Entscheidung.
hidings-title = Ausgeblendet
hidings-none = Zurzeit ist nichts anzusehen.
deletion-by = vorgeschlagen von { $name }
deletion-outcome-deleted = Gelöscht durch { $name }
deletion-outcome-declined = Stehen gelassen durch { $name }
deletion-outcome-withdrawn = Zurückgezogen durch { $name }
deletion-outcome-gone = War schon weg ({ $name })
hiding-by = ausgeblendet von { $name }
hiding-outcome-kept = Ausgeblendet gelassen durch { $name }
hiding-outcome-shown = Wieder eingeblendet durch { $name }
hiding-outcome-gone = Ist inzwischen weg
outbox-to = an { $name }
outbox-by = von { $name }
