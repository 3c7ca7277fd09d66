-- Lists begin with who waits longest, where somebody wants them so; who does not wait stands last.
-- Twin of migrations/postgres/0026_waiting_order.sql.

CREATE INDEX conversation_status_waits
    ON conversation (status, (COALESCE(waiting_since, 2305843009213693952)), id)
    WHERE joined_into IS NULL;
