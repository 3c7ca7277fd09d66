mod bursts;
mod clusters;
mod incidents;
