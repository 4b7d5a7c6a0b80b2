//! What runs in pipelines: the action's steps, the hook, completions and the manual.

mod action;
mod files;
mod generated;
