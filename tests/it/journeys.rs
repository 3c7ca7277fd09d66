//! The stories that the product is for, through real parts: the platforms' wire protocols, the
//! connectors, the store on both engines, the HTTP interface.

mod a_dead_router;
mod b_eight_and_a_half_hours;
mod c_number_2002;
mod i_criticism_stays;
mod i_nothing_disappears;
mod j_release_day;
mod m_a_face;
mod one_matter;
mod stage;
