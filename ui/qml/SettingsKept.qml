import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// What is kept on this computer: how much room it takes, and taking it along.
Section {
    id: computer
    symbol: "hard-drive"
    title: qsTr("What is kept here")
    visible: has("storage") || has("export")
    component Go: AbstractButton {
        id: go
        property string symbol: ""
        property string hint: ""
        Layout.fillWidth: true
        implicitHeight: Math.max(56, said.implicitHeight + 20)
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.Button
        Accessible.name: text
        Accessible.description: hint
        background: Rectangle {
            radius: 12
            color: go.hovered ? theme.colours.sunken : "transparent"
            border.width: go.visualFocus ? 2 : 0
            border.color: theme.colours.accent
        }
        contentItem: RowLayout {
            spacing: 14
            Image { Layout.leftMargin: 8; source: "image://icon/" + go.symbol + "/" + ("" + theme.colours.muted).slice(-6); sourceSize: Qt.size(22, 22) }
            ColumnLayout {
                id: said
                Layout.fillWidth: true
                spacing: 2
                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: go.text; lineHeight: 1.2; Accessible.ignored: true }
                Words { Layout.fillWidth: true; visible: text !== ""; horizontalAlignment: Text.AlignLeft; text: go.hint; size: 14; lineHeight: 1.2; color: theme.colours.muted; Accessible.ignored: true }
            }
            Image { Layout.rightMargin: 8; mirror: go.mirrored; source: "image://icon/chevron-right/" + ("" + theme.colours.muted).slice(-6); sourceSize: Qt.size(18, 18) }
        }
    }
    function has(page) { return inside.pages.some(one => one.name === page) }
    Go {
        visible: computer.has("storage")
        symbol: "images"
        text: qsTr("Storage")
        hint: qsTr("How much room pictures and files take, and the limit.")
        onClicked: inside.go("storage")
    }
    Go {
        visible: computer.has("export")
        symbol: "download"
        text: qsTr("Take everything with you")
        hint: qsTr("A folder with all you can read here, for any browser.")
        onClicked: inside.go("export")
    }
}
