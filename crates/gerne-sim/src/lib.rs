//! Stand-ins for the platforms.
