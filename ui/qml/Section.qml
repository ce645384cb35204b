import QtQuick
import QtQuick.Layouts

// A part of the settings: what it is about, and what can be chosen there.
Card {
    id: section
    property string symbol: ""
    property string title: ""
    property string hint: ""
    default property alias content: inner.data
    Layout.fillWidth: true
    implicitHeight: all.implicitHeight + 48
    Accessible.role: Accessible.Grouping
    Accessible.name: title
    ColumnLayout {
        id: all
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 24
        spacing: 16
        RowLayout {
            Layout.fillWidth: true
            spacing: 12
            Image {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: (heading.implicitHeight - height) / 2
                source: "image://icon/" + section.symbol + "/" + ("" + theme.colours.accent).slice(-6)
                sourceSize: Qt.size(22, 22)
            }
            Words {
                id: heading
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                text: section.title
                size: 18
                lineHeight: 1.15
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
        }
        Words {
            Layout.fillWidth: true
            Layout.topMargin: -8
            visible: text !== ""
            horizontalAlignment: Text.AlignLeft
            text: section.hint
            size: 15
            color: theme.colours.muted
        }
        ColumnLayout {
            id: inner
            Layout.fillWidth: true
            spacing: 14
        }
    }
}
