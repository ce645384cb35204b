import QtQuick
import QtQuick.Controls.Basic

// One of several, by name. Names are other people's words, so every label in it is our own.
ComboBox {
    id: choice
    // What is chosen, by `valueRole`. News that make the list anew would put its first in its place: it is found again.
    property var value
    function find() { currentIndex = indexOfValue(value) }
    onValueChanged: find()
    onModelChanged: find()
    Component.onCompleted: find()
    implicitHeight: Math.max(44, 30 * theme.scale)
    implicitWidth: Math.min(220, shown.implicitWidth + 56)
    focusPolicy: Qt.StrongFocus
    contentItem: Words {
        id: shown
        leftPadding: 16
        rightPadding: 36
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: Text.AlignLeft
        text: choice.displayText
        size: 15
        lineHeight: 1
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
    }
    indicator: Image {
        x: choice.mirrored ? 14 : choice.width - width - 14
        anchors.verticalCenter: parent.verticalCenter
        rotation: 90
        source: "image://icon/chevron-right/" + ("" + theme.colours.muted).slice(-6)
        sourceSize: Qt.size(18, 18)
    }
    background: Rectangle {
        radius: height / 2
        color: choice.hovered ? theme.colours.sunken : theme.colours.card
        border.color: choice.visualFocus ? theme.colours.accent : theme.colours.outline
        border.width: choice.visualFocus ? 2 : 1
    }
    delegate: ItemDelegate {
        id: one
        required property int index
        required property var modelData
        width: ListView.view ? ListView.view.width : 0
        highlighted: choice.highlightedIndex === index
        text: modelData[choice.textRole]
        Accessible.name: text
        Accessible.onPressAction: { choice.currentIndex = index; choice.activated(index); choice.popup.close() }
        contentItem: Words { text: one.text; size: 15; lineHeight: 1.1; elide: Text.ElideRight; wrapMode: Text.NoWrap; horizontalAlignment: Text.AlignLeft }
        background: Rectangle { radius: 10; color: one.highlighted ? theme.colours.tint : "transparent" }
    }
    popup: Popup {
        y: choice.height + 4
        width: Math.max(choice.width, 240)
        padding: 6
        implicitHeight: Math.min(contentItem.implicitHeight + 12, 320)
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: choice.popup.visible ? choice.delegateModel : null
            currentIndex: choice.highlightedIndex
        }
        background: Rectangle { radius: 14; color: theme.colours.card; border.color: theme.colours.border }
    }
}
