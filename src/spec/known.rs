//! The names that may stand in a spec, for warnings and for the schema.
//!
//! Source of the names: the JSON schema of Vega-Lite 6.

use super::bag::expression;
use crate::base::json::Json;
use crate::error::{Notes, Place, SpecError, Word};

/// The properties that an object of one kind may have.
pub struct Names {
    /// What the kind is called.
    pub name: &'static str,
    /// Properties that have plain values: words with blanks between, in texts that kinds may share.
    pub plain: &'static [&'static str],
    /// Properties whose value is an object of a known kind, or a list of them; several words of one kind.
    pub objects: &'static [(&'static str, &'static Names)],
    /// What Vega-Lite has and this engine does not; words with blanks between.
    pub unsupported: &'static str,
}

impl Names {
    /// The names of all properties, the unsupported ones last.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        let objects = self.objects.iter().map(|(words, _)| *words);
        let texts = self.plain.iter().copied().chain(objects).chain([self.unsupported]);
        texts.flat_map(str::split_ascii_whitespace)
    }

    /// The kind of the object that stands under a name, if one does.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&'static Self> {
        self.objects.iter().find(|(words, _)| has(words, name)).map(|(_, inner)| *inner)
    }

    /// Whether the engine ignores a property of Vega-Lite's.
    #[must_use]
    pub fn ignores(&self, name: &str) -> bool {
        has(self.unsupported, name)
    }
}

/// Whether a word stands in a text of words.
fn has(words: &str, name: &str) -> bool {
    words.split_ascii_whitespace().any(|word| word == name)
}

/// Warns of each property that is not known, with the nearest that is, and of each that is not supported.
///
/// Looks at what the author wrote, so that each note has its place there. Data and transforms are
/// looked at where they are read.
pub fn check(notes: &mut Notes, json: &Json) {
    check_object(notes, &Place::root(), &VIEW, json);
}

fn check_object(notes: &mut Notes, at: &Place, names: &'static Names, json: &Json) {
    if let Some(list) = json.list() {
        for (i, json) in list.iter().enumerate() {
            check_object(notes, &at.child(i), names, json);
        }
    }
    if expression(json).is_some() {
        return;
    }
    for (name, json) in json.members().unwrap_or_default() {
        if let Some(inner) = names.object(name) {
            if !matches!(json, Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_)) {
                check_object(notes, &at.child(name), inner, json);
            }
        } else if names.ignores(name) {
            // Off is what it is.
            if !matches!(json, Json::Null | Json::Bool(false)) {
                notes.warn(&at.child(name), SpecError::Unsupported { what: name.clone() });
            }
        } else if !names.all().any(|known| *known == **name) {
            notes.warn(&at.child(name), SpecError::unknown(Word::Property, name, names.all()));
        }
    }
}

/// The mark types, composites included.
pub const MARKS: &[&str] = &[
    "arc",
    "area",
    "bar",
    "boxplot",
    "circle",
    "errorband",
    "errorbar",
    "geoshape",
    "image",
    "line",
    "point",
    "rect",
    "rule",
    "square",
    "text",
    "tick",
    "trail",
];

/// A view.
pub static VIEW: Names = Names {
    name: "view",
    plain: &[VIEW_OWN],
    objects: &[
        ("layer hconcat vconcat concat spec", &VIEW),
        ("mark", &MARK),
        ("encoding", &ENCODING),
        ("title", &TITLE),
        ("config", &CONFIG),
        ("projection", &PROJECTION),
        ("params", &PARAM),
        ("view", &VIEW_CONFIG),
        ("facet", &FACET_VIEW),
    ],
    unsupported: "",
};

/// A mark definition.
pub static MARK: Names = Names {
    name: "mark",
    plain: &[MARK_OWN],
    objects: &[("box median outliers rule ticks band borders line point", &MARK)],
    unsupported: "blend cursor dir ellipsis smooth strokeMiterLimit strokeOffset",
};

/// An axis.
pub static AXIS: Names =
    Names { name: "axis", plain: &[GUIDE, AXIS_OWN], objects: &[], unsupported: "encoding" };

/// A legend.
pub static LEGEND: Names = Names {
    name: "legend",
    plain: &[GUIDE, LEGEND_OWN],
    objects: &[],
    unsupported: "clipHeight encoding gridAlign symbolDashOffset",
};

/// The header of a facet.
pub static HEADER: Names =
    Names { name: "header", plain: &[GUIDE, HEADER_OWN], objects: &[], unsupported: "" };

/// A scale.
pub static SCALE: Names =
    Names { name: "scale", plain: &[SCALE_OWN], objects: &[], unsupported: "" };

/// The configuration of scales.
pub static SCALE_CONFIG: Names = Names {
    name: "scale configuration",
    plain: &[SCALE_CONFIG_OWN],
    objects: &[],
    unsupported: "animationDuration framesPerSecond",
};

/// A title.
pub static TITLE: Names =
    Names { name: "title", plain: &[TITLE_OWN], objects: &[], unsupported: "encoding" };

/// The background of views.
pub static VIEW_CONFIG: Names =
    Names { name: "view background", plain: &[VIEW_CONFIG_OWN], objects: &[], unsupported: "" };

/// A projection.
pub static PROJECTION: Names = Names {
    name: "projection",
    plain: &[PROJECTION_OWN],
    objects: &[],
    unsupported: "coefficient distance fraction lobes parallel tilt",
};

/// A parameter.
pub static PARAM: Names = Names {
    name: "parameter",
    plain: &["name value expr bind views"],
    objects: &[("select", &SELECT)],
    unsupported: "react",
};

/// A selection.
pub static SELECT: Names = Names {
    name: "selection",
    plain: &["type clear encodings fields nearest on resolve toggle mark translate zoom"],
    objects: &[],
    unsupported: "",
};

/// The settings of bins.
pub static BIN: Names = Names {
    name: "bin",
    plain: &["anchor base binned divide extent maxbins minstep nice step steps"],
    objects: &[],
    unsupported: "",
};

/// The settings of a time unit.
pub static TIME_UNIT: Names = Names {
    name: "time unit",
    plain: &["binned maxbins step unit utc"],
    objects: &[],
    unsupported: "",
};

/// The settings of imputed values.
pub static IMPUTE: Names =
    Names { name: "impute", plain: &["frame keyvals method value"], objects: &[], unsupported: "" };

/// An order.
pub static SORT: Names =
    Names { name: "sort", plain: &["encoding field op order"], objects: &[], unsupported: "" };

/// A channel of x and y.
pub static POSITION: Names = Names {
    name: "position channel",
    plain: &[FIELD],
    objects: &[
        ("bin", &BIN),
        ("timeUnit", &TIME_UNIT),
        ("axis", &AXIS),
        ("impute", &IMPUTE),
        ("scale", &SCALE),
        ("sort", &SORT),
        ("condition", &CONDITION),
    ],
    unsupported: "",
};

/// A channel without a scale of its own.
pub static PLAIN: Names = Names {
    name: "channel without a scale",
    plain: &[FIELD],
    objects: &[("bin", &BIN), ("timeUnit", &TIME_UNIT), ("condition", &CONDITION), ("sort", &SORT)],
    unsupported: "",
};

/// A channel of looks.
pub static LOOK: Names = Names {
    name: "channel of looks",
    plain: &[FIELD],
    objects: &[
        ("bin", &BIN),
        ("timeUnit", &TIME_UNIT),
        ("condition", &CONDITION),
        ("legend", &LEGEND),
        ("scale", &SCALE),
        ("sort", &SORT),
    ],
    unsupported: "",
};

/// A channel of words.
pub static WORDS: Names = Names {
    name: "channel of words",
    plain: &[FIELD, "format formatType filter"],
    objects: &[("bin", &BIN), ("timeUnit", &TIME_UNIT), ("condition", &CONDITION)],
    unsupported: "",
};

/// A value under a condition.
pub static CONDITION: Names = Names {
    name: "condition",
    plain: &[FIELD, "test param empty format formatType"],
    objects: &[
        ("bin", &BIN),
        ("timeUnit", &TIME_UNIT),
        ("legend", &LEGEND),
        ("scale", &SCALE),
        ("sort", &SORT),
    ],
    unsupported: "",
};

/// A channel that parts the view.
pub static FACET: Names = Names {
    name: "facet channel",
    plain: &[FIELD, "align bounds center columns spacing"],
    objects: &[("bin", &BIN), ("timeUnit", &TIME_UNIT), ("header", &HEADER), ("sort", &SORT)],
    unsupported: "",
};

/// The fields of a faceted view.
pub static FACET_VIEW: Names = Names {
    name: "facet",
    plain: &[FIELD, "align bounds center columns spacing"],
    objects: &[
        ("bin", &BIN),
        ("timeUnit", &TIME_UNIT),
        ("header", &HEADER),
        ("sort", &SORT),
        ("row column", &FACET),
    ],
    unsupported: "",
};

/// The channel of frames.
pub static TIME: Names = Names {
    name: "time channel",
    plain: &[FIELD],
    objects: &[("bin", &BIN), ("timeUnit", &TIME_UNIT), ("scale", &SCALE), ("sort", &SORT)],
    unsupported: "rescale",
};

/// The channels.
pub static ENCODING: Names = Names {
    name: "encoding",
    plain: &[],
    objects: &[
        ("x y xOffset yOffset theta radius", &POSITION),
        (
            "x2 y2 xError yError xError2 yError2 theta2 radius2 longitude latitude longitude2 \
         latitude2 detail key order certainty figure",
            &PLAIN,
        ),
        (
            "color fill stroke opacity fillOpacity strokeOpacity strokeWidth strokeDash size angle \
         shape",
            &LOOK,
        ),
        ("text tooltip href url description", &WORDS),
        ("time", &TIME),
        ("row column facet", &FACET),
    ],
    unsupported: "",
};

/// The configuration.
pub static CONFIG: Names = Names {
    name: "configuration",
    plain: &[
        "aria autosize background concat countTitle customFormatTypes facet fieldTitle font lineBreak locale normalizedNumberFormat \
        normalizedNumberFormatType numberFormat numberFormatType padding params range selection \
        style timeFormat timeFormatType",
    ],
    objects: &[
        (
            "arc area bar boxplot circle errorband errorbar geoshape image line mark point rect \
         rule square text tick trail",
            &MARK,
        ),
        (
            "axis axisBand axisBottom axisDiscrete axisLeft axisPoint axisQuantitative axisRight \
         axisTemporal axisTop axisX axisXBand axisXDiscrete axisXPoint axisXQuantitative \
         axisXTemporal axisY axisYBand axisYDiscrete axisYPoint axisYQuantitative axisYTemporal",
            &AXIS,
        ),
        ("header headerRow headerColumn headerFacet", &HEADER),
        ("legend", &LEGEND),
        ("title", &TITLE),
        ("scale", &SCALE_CONFIG),
        ("view", &VIEW_CONFIG),
        ("projection", &PROJECTION),
    ],
    unsupported: "events group path shape signals symbol tooltipFormat",
};

/// Of views, but for those of their kind.
const VIEW_OWN: &str = "$schema align autosize background bounds center columns data datasets description height \
    name padding repeat resolve spacing transform usermeta width";

/// Of channels.
const FIELD: &str = "aggregate bandPosition datum field stack title tooltip type value";

/// What axes, legends and headers have in common.
const GUIDE: &str = "format formatType labelAlign labelBaseline labelColor labelExpr labelFont labelFontSize \
    labelFontStyle labelFontWeight labelLimit labelPadding orient title titleAlign titleAnchor \
    titleBaseline titleColor titleFont titleFontSize titleFontStyle titleFontWeight titleLimit \
    titleLineHeight titlePadding";

/// Of axes.
const AXIS_OWN: &str = "aria bandPosition description disable domain domainCap domainColor domainDash domainDashOffset \
    domainOpacity domainWidth grid gridCap gridColor gridDash gridDashOffset gridOpacity gridWidth \
    labelAngle labelBound labelFlush labelFlushOffset labelLineHeight labelOffset labelOpacity \
    labelOverlap labelSeparation labels maxExtent minExtent offset position style tickBand \
    tickCap tickColor tickCount tickDash tickDashOffset tickExtra tickMinStep tickOffset tickOpacity tickRound \
    tickSize tickWidth ticks titleAngle titleOpacity titleX titleY translate values zindex";

/// Of legends.
const LEGEND_OWN: &str = "aria columnPadding columns cornerRadius description direction disable fillColor \
    gradientDirection gradientHorizontalMaxLength gradientHorizontalMinLength gradientLabelLimit \
    gradientLabelOffset gradientLength gradientOpacity \
    gradientStrokeColor gradientStrokeWidth gradientThickness gradientVerticalMaxLength \
    gradientVerticalMinLength labelOffset labelOpacity labelOverlap labelSeparation \
    layout legendX legendY offset padding rowPadding strokeColor strokeDash strokeWidth \
    symbolBaseFillColor symbolBaseStrokeColor symbolDash symbolDirection symbolFillColor symbolLimit \
    symbolOffset symbolOpacity symbolSize symbolStrokeColor symbolStrokeWidth symbolType \
    tickCount tickMinStep titleOpacity titleOrient type unselectedOpacity values zindex";

/// Of headers.
const HEADER_OWN: &str =
    "labelAnchor labelAngle labelLineHeight labelOrient labels titleAngle titleOrient";

/// Of marks, composite ones and parts of them included.
const MARK_OWN: &str = "align angle aria ariaRole ariaRoleDescription aspect bandSize baseline binSpacing center \
    clip color continuousBandSize cornerRadius cornerRadiusBottomLeft cornerRadiusBottomRight \
    cornerRadiusEnd cornerRadiusTopLeft cornerRadiusTopRight description \
    discreteBandSize dx dy endAngle extent fill fillOpacity filled font fontSize fontStyle \
    fontWeight height href innerRadius interpolate invalid limit lineBreak lineHeight minBandSize opacity \
    order orient outerRadius padAngle radius radius2 radius2Offset radiusOffset shape size \
    startAngle stroke strokeCap strokeDash strokeDashOffset strokeJoin strokeOpacity \
    strokeWidth style tension text theta theta2 theta2Offset thetaOffset thickness time \
    timeUnitBandPosition timeUnitBandSize tooltip type url width x x2 x2Offset xOffset y y2 \
    y2Offset yOffset";

/// Of scales.
const SCALE_OWN: &str = "align base bins clamp constant domain domainMax domainMid domainMin domainRaw exponent \
    interpolate nice padding paddingInner paddingOuter range rangeMax rangeMin reverse round \
    scheme type zero";

/// Of the configuration of scales.
const SCALE_CONFIG_OWN: &str = "bandPaddingInner bandPaddingOuter bandWithNestedOffsetPaddingInner \
    bandWithNestedOffsetPaddingOuter barBandPaddingInner clamp continuousPadding invalid \
    maxBandSize maxFontSize maxOpacity maxSize maxStrokeWidth minBandSize minFontSize \
    minOpacity minSize minStrokeWidth offsetBandPaddingInner offsetBandPaddingOuter \
    pointPadding quantileCount quantizeCount rectBandPaddingInner round tickBandPaddingInner \
    useUnaggregatedDomain xReverse zero";

/// Of titles.
const TITLE_OWN: &str = "align anchor angle aria baseline color dx dy font fontSize fontStyle fontWeight frame limit \
    lineHeight offset orient style subtitle subtitleColor subtitleFont subtitleFontSize \
    subtitleFontStyle subtitleFontWeight subtitleLineHeight subtitlePadding text zindex";

/// Of the background of views, and of their sizes in the configuration.
const VIEW_CONFIG_OWN: &str = "clip continuousHeight continuousWidth cornerRadius cursor discreteHeight discreteWidth fill \
    fillOpacity opacity step stroke strokeCap strokeDash strokeDashOffset strokeJoin \
    strokeMiterLimit strokeOpacity strokeWidth style";

/// Of projections.
const PROJECTION_OWN: &str = "center clipAngle clipExtent extent fit parallels pointRadius precision radius ratio \
    reflectX reflectY rotate scale size spacing translate type";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Lang;
    use crate::spec::Channel;

    #[test]
    fn notes() {
        let check = |text: &str, expected: &[&str]| {
            let mut notes = Notes::new();
            super::check(&mut notes, &Json::parse(text).unwrap());
            let line = |at: &Place, text: String| format!("{at}: {text}");
            let found: Vec<_> =
                notes.list().iter().map(|note| line(&note.at, note.text(Lang::En))).collect();
            assert_eq!(found, expected, "{text}");
        };
        let unknown = |at: &str, found: &str, nearest: &str| {
            format!("{at}: unknown property \"{found}\"; hint: did you mean \"{nearest}\"?")
        };
        let y = |text: &str| format!(r#"{{"mark": "bar", "encoding": {{"y": {text}}}}}"#);
        check(&y(r#"{"field": "a", "axis": {"grid": false}, "scale": null}"#), &[]);
        let at = "/encoding/y/axis/labelAngel";
        check(&y(r#"{"axis": {"labelAngel": 3}}"#), &[&unknown(at, "labelAngel", "labelAngle")]);
        let at = "/encoding/y/scale/domian";
        check(&y(r#"{"scale": {"domian": [0, 1]}}"#), &[&unknown(at, "domian", "domain")]);
        let at = "/layer/1/mark/fontsize";
        check(
            r#"{"layer": [{"mark": "bar"}, {"mark": {"type": "text", "fontsize": 3}}]}"#,
            &[&unknown(at, "fontsize", "fontSize")],
        );
        check(r#"{"titel": "a"}"#, &[&unknown("/titel", "titel", "title")]);
        check(
            r#"{"config": {"axsi": {}, "bar": {"colour": "red"}}}"#,
            &[
                &unknown("/config/axsi", "axsi", "axis"),
                &unknown("/config/bar/colour", "colour", "color"),
            ],
        );
        let at = "/encoding/color/condition/0/tset";
        check(
            r#"{"encoding": {"color": {"condition": [{"tset": "true", "value": 1}]}}}"#,
            &[&unknown(at, "tset", "test")],
        );
        check(r#"{"title": {"expr": "a"}, "mark": {"type": "bar", "x": {"expr": "1"}}}"#, &[]);
        let smooth = "/mark/smooth: \"smooth\" is not supported yet";
        check(r#"{"mark": {"type": "image", "smooth": true}}"#, &[smooth]);
        check(r#"{"mark": {"type": "image", "smooth": false}}"#, &[]);
    }

    #[test]
    fn every_channel_has_its_kind_and_no_name_stands_twice() {
        for (name, _) in Channel::NAMES {
            assert!(ENCODING.object(name).is_some(), "{name}");
        }
        for kind in [&VIEW, &MARK, &AXIS, &LEGEND, &HEADER, &CONFIG, &POSITION, &LOOK] {
            let mut names: Vec<&str> = kind.all().collect();
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{}", kind.name);
        }
    }
}
