//! The stories that the product is for, through real parts: the platforms' wire protocols, the
//! connectors, the store on both engines, the HTTP interface.

mod a_dead_router;
mod a_nobody_asks_twice;
mod b_eight_and_a_half_hours;
mod b_told_by_phone;
mod c_number_2002;
mod d_three_weeks_nothing;
mod e_he_left_two_years_ago;
mod f_single_case;
mod g_nobody_tagged_us;
mod i_criticism_stays;
mod i_nothing_disappears;
mod j_release_day;
mod l_yesterdays_spreadsheet;
mod m_a_face;
mod n_from_anywhere;
mod one_matter;
mod stage;
