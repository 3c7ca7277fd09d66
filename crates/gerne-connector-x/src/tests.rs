//! Pure parts by table; the whole against a stand-in.
