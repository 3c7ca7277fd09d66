//! The stand-ins over their real wires.

#[cfg(test)]
mod client;
#[cfg(test)]
mod control;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod fb_client;
#[cfg(test)]
mod fb_login;
#[cfg(test)]
mod fb_messenger;
#[cfg(test)]
mod fb_reading;
#[cfg(test)]
mod fb_webhooks;
#[cfg(test)]
mod fb_writing;
#[cfg(test)]
mod imap;
#[cfg(test)]
mod mail_client;
#[cfg(test)]
mod media;
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod streaming;
#[cfg(test)]
mod writing;
#[cfg(test)]
mod x_client;
#[cfg(test)]
mod x_oauth;
#[cfg(test)]
mod x_reading;
#[cfg(test)]
mod x_streaming;
#[cfg(test)]
mod x_writing;
