//! The encoding channels.

/// An encoding channel. `certainty` and `figure` are our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are Vega-Lite's and say it all")]
pub enum Channel {
    X,
    Y,
    X2,
    Y2,
    XOffset,
    YOffset,
    XError,
    YError,
    XError2,
    YError2,
    Theta,
    Theta2,
    Radius,
    Radius2,
    Longitude,
    Latitude,
    Longitude2,
    Latitude2,
    Color,
    Fill,
    Stroke,
    Opacity,
    FillOpacity,
    StrokeOpacity,
    StrokeWidth,
    StrokeDash,
    Size,
    Angle,
    Shape,
    Text,
    Tooltip,
    Href,
    Url,
    Description,
    Detail,
    Key,
    Order,
    Time,
    Row,
    Column,
    Facet,
    Certainty,
    Figure,
}

impl Channel {
    /// Each channel by its name in a spec.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("x", Self::X),
        ("y", Self::Y),
        ("x2", Self::X2),
        ("y2", Self::Y2),
        ("xOffset", Self::XOffset),
        ("yOffset", Self::YOffset),
        ("xError", Self::XError),
        ("yError", Self::YError),
        ("xError2", Self::XError2),
        ("yError2", Self::YError2),
        ("theta", Self::Theta),
        ("theta2", Self::Theta2),
        ("radius", Self::Radius),
        ("radius2", Self::Radius2),
        ("longitude", Self::Longitude),
        ("latitude", Self::Latitude),
        ("longitude2", Self::Longitude2),
        ("latitude2", Self::Latitude2),
        ("color", Self::Color),
        ("fill", Self::Fill),
        ("stroke", Self::Stroke),
        ("opacity", Self::Opacity),
        ("fillOpacity", Self::FillOpacity),
        ("strokeOpacity", Self::StrokeOpacity),
        ("strokeWidth", Self::StrokeWidth),
        ("strokeDash", Self::StrokeDash),
        ("size", Self::Size),
        ("angle", Self::Angle),
        ("shape", Self::Shape),
        ("text", Self::Text),
        ("tooltip", Self::Tooltip),
        ("href", Self::Href),
        ("url", Self::Url),
        ("description", Self::Description),
        ("detail", Self::Detail),
        ("key", Self::Key),
        ("order", Self::Order),
        ("time", Self::Time),
        ("row", Self::Row),
        ("column", Self::Column),
        ("facet", Self::Facet),
        ("certainty", Self::Certainty),
        ("figure", Self::Figure),
    ];

    /// The channel of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, channel)| *channel)
    }

    /// Its name in a spec.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, channel)| *channel == self).map_or("", |(name, _)| name)
    }

    /// The channel whose scale it is read by: `x2` is read by the scale of `x`; `None` has no scale.
    #[must_use]
    pub fn scale(self) -> Option<Self> {
        match self {
            Self::X | Self::X2 | Self::XError | Self::XError2 => Some(Self::X),
            Self::Y | Self::Y2 | Self::YError | Self::YError2 => Some(Self::Y),
            Self::Theta | Self::Theta2 => Some(Self::Theta),
            Self::Radius | Self::Radius2 => Some(Self::Radius),
            Self::XOffset
            | Self::YOffset
            | Self::Color
            | Self::Fill
            | Self::Stroke
            | Self::Opacity
            | Self::FillOpacity
            | Self::StrokeOpacity
            | Self::StrokeWidth
            | Self::StrokeDash
            | Self::Size
            | Self::Angle
            | Self::Shape
            | Self::Time => Some(self),
            Self::Longitude
            | Self::Latitude
            | Self::Longitude2
            | Self::Latitude2
            | Self::Text
            | Self::Tooltip
            | Self::Href
            | Self::Url
            | Self::Description
            | Self::Detail
            | Self::Key
            | Self::Order
            | Self::Row
            | Self::Column
            | Self::Facet
            | Self::Certainty
            | Self::Figure => None,
        }
    }

    /// Whether it places marks along x or y.
    #[must_use]
    pub fn is_position(self) -> bool {
        matches!(self, Self::X | Self::Y)
    }

    /// The channel of the other end: `x2` of `x`; `radius2` where there is no other.
    #[must_use]
    pub fn second(self) -> Self {
        if self == Self::X {
            Self::X2
        } else if self == Self::Y {
            Self::Y2
        } else if self == Self::Theta {
            Self::Theta2
        } else {
            Self::Radius2
        }
    }

    /// The channel of the other direction, with its offset where it has one: of x, `y` and `yOffset`.
    #[must_use]
    pub fn across(self) -> (Self, Self) {
        if self == Self::X {
            (Self::Y, Self::YOffset)
        } else if self == Self::Y {
            (Self::X, Self::XOffset)
        } else if self == Self::Theta {
            (Self::Radius, Self::Radius)
        } else {
            (Self::Theta, Self::Theta)
        }
    }

    /// The offset channel of x or y.
    #[must_use]
    pub fn offset(self) -> Self {
        if self == Self::X { Self::XOffset } else { Self::YOffset }
    }

    /// Whether it colours.
    #[must_use]
    pub fn is_color(self) -> bool {
        matches!(self, Self::Color | Self::Fill | Self::Stroke)
    }
}
