import QtQuick
import QtQuick.Controls.Basic

// One of a few, all in sight: ways of looking at the same thing. Arrows go from one to the next.
FocusScope {
    id: segments
    // { value, text }
    property var choices: []
    property string value: ""
    signal chosen(string value)
    // Where long words and large text need it, what is around them gives way.
    property real most: parent ? parent.width : Infinity
    readonly property real words: {
        let sum = 0
        for (let n = 0; n < items.count; n++) { const one = items.itemAt(n); if (one) sum += one.implicitContentWidth }
        return sum
    }
    readonly property real padding: Math.max(4, Math.min(16, (most - 8 - words) / (2 * Math.max(1, items.count))))
    implicitWidth: row.implicitWidth + 8
    implicitHeight: row.implicitHeight + 8
    Accessible.role: Accessible.PageTabList
    function step(by) {
        const at = choices.findIndex(choice => choice.value === value) + by
        if (at < 0 || at >= choices.length) return
        chosen(choices[at].value)
        Qt.callLater(() => { if (items.itemAt(at)) items.itemAt(at).forceActiveFocus(Qt.TabFocusReason) })
    }
    Rectangle { anchors.fill: parent; radius: height / 2; color: theme.colours.card; border.color: theme.colours.border }
    Row {
        id: row
        x: 4
        y: 4
        Repeater {
            id: items
            model: segments.choices.length
            AbstractButton {
                id: one
                required property int index
                readonly property var choice: segments.choices[index] || ({ value: "", text: "" })
                checked: choice.value === segments.value
                focusPolicy: Qt.StrongFocus
                activeFocusOnTab: checked || activeFocus
                focus: checked
                implicitHeight: Math.max(36, 26 * theme.scale)
                leftPadding: segments.padding
                rightPadding: leftPadding
                text: choice.text
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.checked: checked
                Accessible.onPressAction: segments.chosen(choice.value)
                onClicked: segments.chosen(choice.value)
                Keys.onLeftPressed: segments.step(mirrored ? 1 : -1)
                Keys.onRightPressed: segments.step(mirrored ? -1 : 1)
                background: Rectangle {
                    radius: height / 2
                    color: one.checked ? theme.colours.tint : one.hovered ? theme.colours.sunken : "transparent"
                    border.width: one.visualFocus ? 2 : 0
                    border.color: theme.colours.accent
                }
                contentItem: Words {
                    verticalAlignment: Text.AlignVCenter
                    text: one.text
                    size: 14
                    lineHeight: 1
                    wrapMode: Text.NoWrap
                    font.weight: Font.DemiBold
                    color: one.checked ? theme.colours.on_tint : theme.colours.muted
                    Accessible.ignored: true
                }
            }
        }
    }
}
