//! Lets styles see a newspaper that stands in the place of the author. For the engine a
//! variable that was put somewhere else is not there any more; citeproc only does not print
//! it twice. Styles ask for it: a title within a container stands in quotation marks.

use std::borrow::Cow;

const ASKED: &str = "<else-if variable=\"container-title\">";
const ASKED_OF_THE_TYPE: &str = "<else-if match=\"any\" variable=\"container-title\" \
    type=\"article-magazine article-newspaper\">";

/// The text of a style that asks for the container or the types that always have one.
pub(super) fn in_sight(style: &str) -> Cow<'_, str> {
    if style.contains(ASKED) {
        style.replace(ASKED, ASKED_OF_THE_TYPE).into()
    } else {
        style.into()
    }
}
