mod cover;
mod holidays;
mod hours;
mod ical;
mod oracle;
mod working;
