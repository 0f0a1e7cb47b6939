//! What a pointer or a key means: functions of the scene and the view, without an event of any platform.

pub mod tip;
pub mod point;
pub mod hover;
pub mod zoom;
