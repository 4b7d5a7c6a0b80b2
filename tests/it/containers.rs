//! Key stores and what else holds certificates, through the program.

mod alias;
mod every;
mod issuers;
mod messages;
mod same_upload;
mod secrets;
mod stores;
