import QtQuick

// What somebody wrote: long texts are folded until the reader wants to read on.
Column {
    id: folding
    property string text: ""
    property real size: 17
    property int lines: 12
    property color ink: theme.colours.text
    // Where it is remembered that it was unfolded, and under which name.
    property var tools
    property string key: ""
    readonly property bool open: tools.unfolded[key] === true
    // More than fits into the folded lines. A page of texts of 64 KB, each without a space, takes Qt five seconds.
    readonly property int most: 4000
    readonly property bool long: text.length > most
    spacing: 2
    Words {
        id: words
        width: parent.width
        text: folding.open || !folding.long ? folding.text : folding.text.slice(0, folding.most)
        size: folding.size
        color: folding.ink
        lineHeight: 1.35
        maximumLineCount: folding.open ? 100000 : folding.lines
        elide: Text.ElideRight
    }
    // Few texts are long: what unfolds them is made for those only.
    Loader {
        active: words.truncated || folding.long || folding.open
        visible: active
        x: folding.LayoutMirroring.enabled ? parent.width - width + 8 : -8
        sourceComponent: Quiet {
            ink: theme.colours.accent
            text: folding.open ? qsTr("Show less") : qsTr("Read on")
            onClicked: folding.tools.unfold(folding.key, !folding.open)
        }
    }
}
