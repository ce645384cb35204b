import QtQuick

// What somebody wrote: long texts are folded until the reader wants to read on.
Column {
    id: folding
    property string text: ""
    property real size: 17
    property int lines: 12
    // Where it is remembered that it was unfolded, and under which name.
    property var desk
    property string key: ""
    readonly property bool open: desk.unfolded[key] === true
    spacing: 2
    Words {
        id: words
        width: parent.width
        text: folding.text
        size: folding.size
        lineHeight: 1.35
        maximumLineCount: folding.open ? 100000 : folding.lines
        elide: Text.ElideRight
    }
    // Few texts are long: what unfolds them is made for those only.
    Loader {
        active: words.truncated || folding.open
        visible: active
        x: folding.LayoutMirroring.enabled ? parent.width - width + 8 : -8
        sourceComponent: Quiet {
            ink: theme.colours.accent
            text: folding.open ? qsTr("Show less") : qsTr("Read on")
            onClicked: folding.desk.unfold(folding.key, !folding.open)
        }
    }
}
