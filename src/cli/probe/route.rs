//! The way to the server: straight, or through the proxy that is in force.

use std::net::TcpStream;

use super::address::Target;
use super::connect;
use super::deadline::Deadline;
use super::proxy::Proxy;
use super::resolve::{self, Addresses};
use crate::cli::fetch::connection::{ConnectionProblem, ProxyProblem};

/// The way, as far as names tell it.
pub struct Route<'a> {
    target: &'a Target,
    /// Of the server, or of the proxy.
    addresses: Addresses,
}

impl<'a> Route<'a> {
    /// The way to this server; its name is looked up once for all attempts.
    pub fn to(target: &'a Target, deadline: Deadline) -> Self {
        Self {
            target,
            addresses: resolve::addresses(target.connects_to(), deadline),
        }
    }

    /// The addresses to connect to, as a step's detail has them.
    ///
    /// # Errors
    /// Where there is none: what to say.
    pub fn resolved(&self) -> Result<String, String> {
        if let Some(proxy) = &self.target.proxy {
            proxy
                .check()
                .map_err(|problem| self.misled(proxy, problem))?;
        }
        if self.addresses.all.is_empty() {
            return Err(self.unreached(self.addresses.fault()));
        }
        Ok(self.addresses.to_string())
    }

    /// A connection that leads to the server, and where it goes.
    ///
    /// # Errors
    /// Where there is none: what to say.
    pub fn connect(&self, deadline: Deadline) -> Result<(TcpStream, String), String> {
        let (mut stream, address) =
            connect::first(&self.addresses.all, deadline).map_err(|fault| self.unreached(fault))?;
        let Some(proxy) = &self.target.proxy else {
            return Ok((stream, address.to_string()));
        };
        let (to, variable) = (self.target.address(), proxy.variable);
        proxy
            .tunnel(&mut stream, &to, deadline)
            .map_err(|problem| self.misled(proxy, problem))?;
        let detail = format!("{address}, the proxy that {variable} names, to {to}");
        Ok((stream, detail))
    }

    /// What to say where nothing could be connected to: `fault`, unless that is the proxy's.
    fn unreached(&self, fault: String) -> String {
        match &self.target.proxy {
            Some(proxy) => self.misled(proxy, ProxyProblem::Unreachable),
            None => fault,
        }
    }

    /// What to say where the proxy does not lead to the server.
    fn misled(&self, proxy: &Proxy, problem: ProxyProblem) -> String {
        let variable = proxy.variable;
        let problem = ConnectionProblem::Proxy { variable, problem };
        format!("{} {problem}", self.target.address())
    }
}
