//! The connector against real mail servers.

#[cfg(test)]
mod bell;
#[cfg(test)]
mod connecting;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod proxy;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod replies;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod servers;
#[cfg(test)]
mod storm;
#[cfg(test)]
mod stub;
#[cfg(test)]
mod tagged;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod world;
