//! Everything that looks at more than one crate, as one binary.

#[cfg(test)]
mod alarm_mail;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod first_steps;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod outage;
#[cfg(test)]
mod place;
#[cfg(test)]
mod process;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod wiretap;
#[cfg(test)]
mod x_day;
