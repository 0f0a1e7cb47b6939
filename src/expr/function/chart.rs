//! Functions that only the chart can answer, by way of [`Scope::call`](crate::expr::Scope::call).

use super::{Call, Function};

const fn chart(name: &'static str) -> Function {
    Function { name, call: Call::Chart }
}

pub(super) const LIST: &[Function] = &[
    chart("bandwidth"),
    chart("containerSize"),
    chart("copy"),
    chart("data"),
    chart("domain"),
    chart("encode"),
    chart("geoArea"),
    chart("geoBounds"),
    chart("geoCentroid"),
    chart("geoScale"),
    chart("geoShape"),
    chart("geoTranslate"),
    chart("gradient"),
    chart("group"),
    chart("inScope"),
    chart("indata"),
    chart("intersect"),
    chart("intersectLasso"),
    chart("invert"),
    chart("isTuple"),
    chart("item"),
    chart("lassoAppend"),
    chart("lassoPath"),
    chart("modify"),
    chart("pathShape"),
    chart("pinchAngle"),
    chart("pinchDistance"),
    chart("range"),
    chart("scale"),
    chart("screen"),
    chart("setdata"),
    chart("treeAncestors"),
    chart("treePath"),
    chart("view"),
    chart("vlSelectionIdTest"),
    chart("vlSelectionResolve"),
    chart("vlSelectionTest"),
    chart("vlSelectionTuples"),
    chart("windowSize"),
    chart("x"),
    chart("xy"),
    chart("y"),
];
