//! A projection with all its settings.

use super::circle::Circle;
use super::clip::Edge;
use super::raw::Raw;
use super::rectangle::Rectangle;
use super::sphere::Rotation;
use super::{EPSILON, Pair, Shape, resample};
use crate::base::geometry::{Bounds, Path, Point, Segment};
use crate::base::svg_path;
use std::f64::consts::PI;

/// What may be set; what is not has the projection's own default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// Pixels for the radius of the sphere; for `identity`, for one unit.
    pub scale: Option<f64>,
    /// Where the centre is drawn; default 0, 0.
    pub translate: Pair,
    /// The centre, in degrees.
    pub center: Option<Pair>,
    /// How the sphere is turned first: three angles in degrees.
    pub rotate: Option<[f64; 3]>,
    /// The two parallels of a cone, in degrees.
    pub parallels: Option<Pair>,
    /// The angle around the middle that is drawn, in degrees; 0 cuts at the antimeridian instead.
    pub clip_angle: Option<f64>,
    /// Left, upper, right and lower edge of what is drawn, in pixels.
    pub clip_extent: Option<[f64; 4]>,
    /// By how many pixels a straight line may miss a curve; default √½.
    pub precision: Option<f64>,
    /// Whether left and right, and above and below, are swapped.
    pub reflect: [bool; 2],
}

/// How the formula of a projection comes about.
#[derive(Clone, Copy)]
enum Family {
    Fixed(Raw),
    EqualArea,
    Conformal,
    Equidistant,
    Usa,
}

/// A projection's defaults.
#[derive(Clone, Copy)]
struct Known {
    name: &'static str,
    family: Family,
    scale: f64,
    center: Pair,
    rotate: [f64; 3],
    parallels: Pair,
    clip_angle: f64,
}

/// Everything at 0 and the usual cone.
const PLAIN: Known = Known {
    name: "",
    family: Family::EqualArea,
    scale: 150.0,
    center: [0.0; 2],
    rotate: [0.0; 3],
    parallels: [0.0, 60.0],
    clip_angle: 0.0,
};

const fn fixed(name: &'static str, raw: Raw, scale: f64, clip_angle: f64) -> Known {
    Known { name, family: Family::Fixed(raw), scale, clip_angle, ..PLAIN }
}

/// The projections of Vega and their defaults, which are d3-geo's.
const KNOWN: [Known; 17] = [
    Known {
        name: "albers",
        scale: 1070.0,
        center: [-0.6, 38.7],
        rotate: [96.0, 0.0, 0.0],
        parallels: [29.5, 45.5],
        ..PLAIN
    },
    Known { name: "albersUsa", family: Family::Usa, scale: 1070.0, ..PLAIN },
    fixed("azimuthalEqualArea", Raw::AzimuthalEqualArea, 124.75, 180.0 - 1e-3),
    fixed("azimuthalEquidistant", Raw::AzimuthalEquidistant, 79.4188, 180.0 - 1e-3),
    Known {
        name: "conicConformal",
        family: Family::Conformal,
        scale: 109.5,
        parallels: [30.0, 30.0],
        ..PLAIN
    },
    Known { name: "conicEqualArea", scale: 155.424, center: [0.0, 33.6442], ..PLAIN },
    Known {
        name: "conicEquidistant",
        family: Family::Equidistant,
        scale: 131.154,
        center: [0.0, 13.9389],
        ..PLAIN
    },
    fixed("equalEarth", Raw::EqualEarth, 177.158, 0.0),
    fixed("equirectangular", Raw::Equirectangular, 152.63, 0.0),
    fixed("gnomonic", Raw::Gnomonic, 144.049, 60.0),
    fixed("identity", Raw::Identity, 1.0, 0.0),
    fixed("mercator", Raw::Mercator, 961.0 / (2.0 * PI), 0.0),
    fixed("mollweide", Raw::Mollweide, 169.529, 0.0),
    fixed("naturalEarth1", Raw::NaturalEarth1, 175.295, 0.0),
    fixed("orthographic", Raw::Orthographic, 249.5, 90.0 + EPSILON),
    fixed("stereographic", Raw::Stereographic, 250.0, 142.0),
    fixed("transverseMercator", Raw::TransverseMercator, 159.155, 0.0),
];

/// A part of a map: its projection, its share of the scale, where it stands, its edges, how far it stays from them.
type Part = (Known, f64, Pair, [f64; 4], f64);

/// The states of the USA: those that touch each other, Alaska, Hawaii.
const STATES: [Part; 3] = [
    (KNOWN[0], 1.0, [0.0, 0.0], [-0.455, -0.238, 0.455, 0.238], 0.0),
    (
        Known { rotate: [154.0, 0.0, 0.0], center: [-2.0, 58.5], parallels: [55.0, 65.0], ..PLAIN },
        0.35,
        [-0.307, 0.201],
        [-0.425, 0.120, -0.214, 0.234],
        EPSILON,
    ),
    (
        Known { rotate: [157.0, 0.0, 0.0], center: [-3.0, 19.9], parallels: [8.0, 18.0], ..PLAIN },
        1.0,
        [-0.205, 0.212],
        [-0.214, 0.166, -0.115, 0.234],
        EPSILON,
    ),
];

/// The names of all projections.
pub fn names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|known| known.name)
}

/// A projection: one picture, or, for `albersUsa`, three beside each other.
#[derive(Clone, Debug)]
pub struct Projection {
    planes: Vec<Plane>,
}

/// One picture of the sphere.
#[derive(Clone, Copy, Debug)]
struct Plane {
    raw: Raw,
    rotation: Rotation,
    edge: Edge,
    /// Pixels for 1 along x and y, y upward but for the identity.
    scale: Pair,
    shift: Pair,
    limit: f64,
    clip: Option<Rectangle>,
}

/// How points of a picture belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    Points,
    Line,
    Ring,
}

impl Projection {
    /// The projection of a name (in whatever case); `None` when there is none.
    #[must_use]
    pub fn new(name: &str, settings: &Settings) -> Option<Self> {
        let known = KNOWN.iter().find(|known| known.name.eq_ignore_ascii_case(name))?;
        if !matches!(known.family, Family::Usa) {
            return Some(Self { planes: vec![Plane::new(known, settings)] });
        }
        let k = settings.scale.unwrap_or(known.scale);
        let [x, y] = settings.translate;
        let mut planes = Vec::new();
        for (known, share, at, [x0, y0, x1, y1], by) in &STATES {
            let [x0, y0, x1, y1] =
                [x + x0 * k + by, y + y0 * k + by, x + x1 * k - by, y + y1 * k - by];
            let settings = Settings {
                scale: Some(k * share),
                translate: [x + at[0] * k, y + at[1] * k],
                clip_extent: Some([x0, y0, x1, y1]),
                precision: settings.precision,
                ..Settings::default()
            };
            planes.push(Plane::new(known, &settings));
        }
        Some(Self { planes })
    }

    /// The projection with the scale and the place at which shapes fill a box of `size` pixels.
    ///
    /// Source: d3-geo, `fitSize`.
    #[must_use]
    pub fn fit(name: &str, settings: &Settings, size: Pair, shapes: &[Shape]) -> Option<Self> {
        let (probe, translate) = (150.0, [0.0, 0.0]);
        let free = Settings { scale: Some(probe), translate, clip_extent: None, ..*settings };
        let bounds = Self::new(name, &free)?.bounds(shapes);
        let k = (size[0] / (bounds.x1 - bounds.x0)).min(size[1] / (bounds.y1 - bounds.y0));
        let translate = [
            (size[0] - k * (bounds.x1 + bounds.x0)) / 2.0,
            (size[1] - k * (bounds.y1 + bounds.y0)) / 2.0,
        ];
        Self::new(name, &Settings { scale: Some(probe * k), translate, ..*settings })
    }

    /// The place of a longitude and a latitude in degrees, whether it is on the visible side or not; for
    /// `albersUsa`, `None` outside its three pictures.
    #[must_use]
    pub fn point(&self, point: Pair) -> Option<Pair> {
        let single = self.planes.len() == 1;
        self.planes.iter().find_map(|plane| {
            let at = plane.project(plane.turned(point));
            let shown = single || plane.clip.is_none_or(|clip| clip.shows(at));
            (shown && at[0].is_finite() && at[1].is_finite()).then_some(at)
        })
    }

    /// The longitude and the latitude in degrees that are drawn at a place; `None` where there are none. For
    /// `albersUsa`, those of the large picture.
    ///
    /// It is the nearest point of a net of 10 degrees, made better by Newton's method.
    #[must_use]
    pub fn invert(&self, at: Pair) -> Option<Pair> {
        let plane = self.planes.first()?;
        let place = |point: Pair| plane.project(plane.turned(point));
        let miss = |point: &Pair| {
            let [x, y] = place(*point);
            let square = (x - at[0]) * (x - at[0]) + (y - at[1]) * (y - at[1]);
            let shown = plane.flat() || plane.edge.shows(plane.turned(*point));
            if square.is_finite() && shown { square } else { f64::INFINITY }
        };
        let (mut point, mut least) = ([0.0; 2], f64::INFINITY);
        for i in 0..36 * 17 {
            let net = [f64::from(i / 17 - 18) * 10.0, f64::from(i % 17 - 8) * 10.0];
            let own = miss(&net);
            if own < least {
                (point, least) = (net, own);
            }
        }
        for _ in 0..20 {
            let step = 1e-5;
            let [x, y] = place(point);
            let [ax, ay] = place([point[0] + step, point[1]]);
            let [bx, by] = place([point[0], point[1] + step]);
            let [ax, ay, bx, by] = [ax - x, ay - y, bx - x, by - y].map(|way| way / step);
            let (dx, dy) = (at[0] - x, at[1] - y);
            let area = ax * by - ay * bx;
            let turn = [(dx * by - dy * bx) / area, (ax * dy - ay * dx) / area];
            point = [point[0] + turn[0].clamp(-9.0, 9.0), point[1] + turn[1].clamp(-9.0, 9.0)];
        }
        (miss(&point) < 1e-6).then_some(point)
    }

    /// The outline of shapes; single points are circles of a radius in pixels.
    #[must_use]
    pub fn path(&self, shapes: &[Shape], radius: f64) -> Path {
        let mut path = Path::new();
        self.draw(shapes, &mut |points, run| {
            // A pole may be infinitely far away.
            let known = points.iter().filter(|at| at[0].is_finite() && at[1].is_finite());
            let count = path.len();
            for (i, [x, y]) in known.enumerate() {
                let to = Point::new(*x, *y);
                match run {
                    Run::Points => path.extend(svg_path::circle(to, radius)),
                    Run::Line | Run::Ring if i == 0 => path.push(Segment::Move(to)),
                    Run::Line | Run::Ring => path.push(Segment::Line(to)),
                }
            }
            if run == Run::Ring && path.len() > count {
                path.push(Segment::Close);
            }
        });
        path
    }

    /// The box around shapes.
    #[must_use]
    pub fn bounds(&self, shapes: &[Shape]) -> Bounds {
        let mut bounds = Bounds::EMPTY;
        self.draw(shapes, &mut |points, _| {
            for [x, y] in points {
                bounds = bounds.union(&Bounds { x0: *x, y0: *y, x1: *x, y1: *y });
            }
        });
        bounds
    }

    fn draw(&self, shapes: &[Shape], out: &mut dyn FnMut(&[Pair], Run)) {
        for shape in shapes {
            for plane in &self.planes {
                plane.draw(shape, out);
            }
        }
    }
}

impl Plane {
    fn new(known: &Known, settings: &Settings) -> Self {
        let parallels = settings.parallels.unwrap_or(known.parallels).map(f64::to_radians);
        let raw = match known.family {
            Family::Fixed(raw) => raw,
            Family::EqualArea | Family::Usa => Raw::conic_equal_area(parallels),
            Family::Conformal => Raw::conic_conformal(parallels),
            Family::Equidistant => Raw::conic_equidistant(parallels),
        };
        let mut center = settings.center.unwrap_or(known.center);
        let mut rotate = settings.rotate.unwrap_or(known.rotate);
        if matches!(raw, Raw::TransverseMercator) {
            center = [-center[1], center[0]];
            rotate[2] += 90.0;
        }
        let k = settings.scale.unwrap_or(known.scale);
        let sign = |reflect: bool| if reflect { -k } else { k };
        let scale = settings.reflect.map(sign);
        let mut shift = settings.translate;
        let scale = if matches!(raw, Raw::Identity) {
            scale
        } else {
            let [x, y] = raw.apply(center.map(|angle| (angle % 360.0).to_radians()));
            shift = [shift[0] - scale[0] * x, shift[1] + scale[1] * y];
            [scale[0], -scale[1]]
        };
        let angle = settings.clip_angle.unwrap_or(known.clip_angle);
        let precision = settings.precision.map_or(0.5, |precision| precision * precision);
        Self {
            raw,
            rotation: Rotation::new(rotate),
            edge: if angle == 0.0 { Edge::Antimeridian } else { Edge::Circle(Circle::new(angle)) },
            scale,
            shift,
            limit: precision,
            clip: clip(known, settings.clip_extent, shift, PI * k),
        }
    }

    /// The point turned on the sphere, in radians; for the identity, the point.
    fn turned(&self, point: Pair) -> Pair {
        if matches!(self.raw, Raw::Identity) {
            return point;
        }
        self.rotation.apply(point.map(f64::to_radians))
    }

    fn project(&self, point: Pair) -> Pair {
        let [x, y] = self.raw.apply(point);
        [self.shift[0] + self.scale[0] * x, self.shift[1] + self.scale[1] * y]
    }

    fn draw(&self, shape: &Shape, out: &mut dyn FnMut(&[Pair], Run)) {
        match shape {
            Shape::Points(points) => {
                for point in points {
                    let point = self.turned(*point);
                    let at = self.project(point);
                    let shown = self.flat() || self.edge.shows(point);
                    if shown && self.clip.is_none_or(|clip| clip.shows(at)) {
                        out(&[at], Run::Points);
                    }
                }
            }
            Shape::Line(line) => self.line(line, out),
            Shape::Polygon(rings) => {
                let turned = |ring: &Vec<Pair>| ring.iter().map(|p| self.turned(*p)).collect();
                let rings: Vec<Vec<Pair>> = rings.iter().map(turned).collect();
                let rings = if self.flat() { rings } else { self.edge.polygon(&rings) };
                self.rings(&rings, out);
            }
            Shape::Sphere if self.flat() => {}
            Shape::Sphere => self.rings(&[self.edge.outline()], out),
        }
    }

    /// Whether there is no sphere.
    fn flat(&self) -> bool {
        matches!(self.raw, Raw::Identity)
    }

    fn line(&self, line: &[Pair], out: &mut dyn FnMut(&[Pair], Run)) {
        let line: Vec<Pair> = line.iter().map(|point| self.turned(*point)).collect();
        let pieces = if self.flat() {
            vec![line]
        } else {
            self.edge.line(&line).list.into_iter().map(|piece| piece.points).collect()
        };
        for piece in pieces {
            let piece = self.picture(&piece, false);
            match self.clip {
                None => out(&piece, Run::Line),
                Some(clip) => {
                    clip.line(&piece).list.iter().for_each(|piece| out(&piece.points, Run::Line));
                }
            }
        }
    }

    /// Draws rings that are cut on the sphere already.
    fn rings(&self, rings: &[Vec<Pair>], out: &mut dyn FnMut(&[Pair], Run)) {
        let rings: Vec<Vec<Pair>> = rings.iter().map(|ring| self.picture(ring, true)).collect();
        let rings = match self.clip {
            None => rings,
            Some(clip) => Edge::Rectangle(clip).polygon(&rings),
        };
        rings.iter().for_each(|ring| out(ring, Run::Ring));
    }

    fn picture(&self, line: &[Pair], closed: bool) -> Vec<Pair> {
        let limit = if self.flat() { 0.0 } else { self.limit };
        resample::line(line, closed, limit, &|point| self.project(point))
    }
}

/// What is cut off on the plane: beyond the extent given, and, for the projections of Mercator, beyond the square
/// of the world, because they have no poles.
fn clip(known: &Known, given: Option<[f64; 4]>, middle: Pair, half: f64) -> Option<Rectangle> {
    let [x, y] = middle;
    let world = [x - half, y - half, x + half, y + half];
    let edges = match (known.family, given) {
        (Family::Fixed(Raw::Mercator), Some([x0, y0, x1, y1])) => {
            Some([x0.max(world[0]), y0, x1.min(world[2]), y1])
        }
        (Family::Fixed(Raw::TransverseMercator), Some([x0, y0, x1, y1])) => {
            Some([x0, y0.max(world[1]), x1, y1.min(world[3])])
        }
        (Family::Fixed(Raw::Mercator | Raw::TransverseMercator), None) => Some(world),
        (_, given) => given,
    };
    edges.map(|edges| Rectangle { edges })
}
