import QtQuick

// The groups of a code as it is typed: which are right, which one is wrong, and how many are still to come.
Item {
    id: board
    readonly property real gap: 8
    readonly property real cell: Math.min(92 * theme.scale, (width - 4 * gap) / 5)
    implicitHeight: grid.height
    Grid {
        id: grid
        // A code is read from left to right in every language.
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        columns: 5
        spacing: board.gap
        Repeater {
            model: welcome.groups
            Rectangle {
                id: chip
                required property int index
                required property var modelData
                readonly property bool wrong: modelData.state === "wrong"
                readonly property bool fits: modelData.state === "right"
                width: board.cell
                height: Math.max(32, 26 * theme.scale)
                radius: 9
                color: wrong ? theme.colours.danger_tint : fits ? theme.colours.tint : "transparent"
                border.width: wrong ? 2 : 1
                border.color: wrong ? theme.colours.danger : fits ? theme.colours.tint : theme.colours.border
                Accessible.ignored: modelData.state === "open"
                Accessible.role: Accessible.StaticText
                Accessible.name: wrong ? qsTr("Group %1 does not fit").arg(index + 1) : fits ? qsTr("Group %1 is right").arg(index + 1) : qsTr("Group %1 is not finished").arg(index + 1)
                Words {
                    anchors.centerIn: parent
                    width: Math.min(implicitWidth, parent.width - 6)
                    text: chip.modelData.text
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: 9
                    size: 15
                    lineHeight: 1
                    wrapMode: Text.NoWrap
                    horizontalAlignment: Text.AlignHCenter
                    font.weight: Font.DemiBold
                    font.letterSpacing: 1
                    color: chip.wrong ? theme.colours.danger : chip.fits ? theme.colours.on_tint : theme.colours.text
                    Accessible.ignored: true
                }
            }
        }
    }
}
