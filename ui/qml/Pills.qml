import QtQuick
import QtQuick.Controls.Basic

// One of a few, all of them to be seen: { value, text, symbol }. Arrows choose, Tab goes on.
Flow {
    id: pills
    property var choices: []
    property string chosen: ""
    signal picked(string value)
    spacing: 8
    Accessible.role: Accessible.Grouping
    function step(from, by) {
        const next = buttons.itemAt((from + by + choices.length) % choices.length)
        next.forceActiveFocus(Qt.TabFocusReason)
        pills.picked(next.modelData.value)
    }
    Repeater {
        id: buttons
        model: pills.choices
        AbstractButton {
            id: pill
            required property int index
            required property var modelData
            readonly property bool current: modelData.value === pills.chosen
            implicitHeight: Math.max(44, 30 * theme.scale)
            implicitWidth: Math.min(inner.implicitWidth + 36, pills.width)
            focusPolicy: current ? Qt.StrongFocus : Qt.ClickFocus
            checked: current
            Accessible.role: Accessible.RadioButton
            Accessible.name: text
            Accessible.checkable: true
            Accessible.checked: current
            Accessible.onPressAction: clicked()
            text: modelData.text
            onClicked: pills.picked(modelData.value)
            Keys.onLeftPressed: pills.step(index, pills.LayoutMirroring.enabled ? 1 : -1)
            Keys.onRightPressed: pills.step(index, pills.LayoutMirroring.enabled ? -1 : 1)
            Keys.onUpPressed: pills.step(index, -1)
            Keys.onDownPressed: pills.step(index, 1)
            background: Rectangle {
                radius: height / 2
                color: pill.current ? theme.colours.tint : pill.hovered ? theme.colours.sunken : theme.colours.card
                border.width: pill.visualFocus ? 2 : 1
                border.color: pill.visualFocus || pill.current ? theme.colours.accent : theme.colours.outline
            }
            contentItem: Item {
                Row {
                    id: inner
                    anchors.centerIn: parent
                    spacing: 8
                    Image {
                        visible: pill.modelData.symbol !== ""
                        anchors.verticalCenter: parent.verticalCenter
                        source: visible ? "image://icon/" + pill.modelData.symbol + "/" + ("" + label.color).slice(-6) : ""
                        sourceSize: Qt.size(18, 18)
                    }
                    Words {
                        id: label
                        anchors.verticalCenter: parent.verticalCenter
                        text: pill.text
                        size: 15
                        lineHeight: 1
                        wrapMode: Text.NoWrap
                        font.weight: pill.current ? Font.DemiBold : Font.Normal
                        color: pill.current ? theme.colours.on_tint : theme.colours.text
                    }
                }
            }
        }
    }
}
