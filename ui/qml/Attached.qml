import QtQuick
import QtQuick.Controls.Basic

// What goes with a text: small pictures of pictures, names of files; each can be taken out again.
Flow {
    id: attached
    property var items: []
    signal removed(string key)
    spacing: 10
    Repeater {
        model: attached.items
        Item {
            id: one
            required property var modelData
            readonly property bool seen: modelData.thumb !== ""
            width: seen ? 92 : Math.min(name.implicitWidth + 96, Math.min(280, attached.width))
            height: seen ? 92 : 48
            Rectangle {
                anchors.fill: parent
                radius: 12
                color: theme.colours.sunken
                border.color: theme.colours.border
            }
            Image {
                visible: one.seen
                anchors.fill: parent
                anchors.margins: 1
                source: one.seen ? "image://attached/" + one.modelData.thumb : ""
                fillMode: Image.PreserveAspectCrop
                Accessible.role: Accessible.Graphic
                Accessible.name: one.modelData.name
            }
            PlayMark { visible: one.seen && one.modelData.moves; anchors.left: parent.left; anchors.bottom: parent.bottom; anchors.margins: 6; implicitWidth: 28; implicitHeight: 28; radius: 14; extent: 14 }
            Image {
                visible: !one.seen
                x: LayoutMirroring.enabled ? one.width - width - 14 : 14
                anchors.verticalCenter: parent.verticalCenter
                source: "image://icon/" + one.modelData.symbol + "/" + ("" + theme.colours.muted).slice(-6)
                sourceSize: Qt.size(20, 20)
            }
            Words {
                id: name
                visible: !one.seen
                anchors.left: parent.left
                anchors.leftMargin: 44
                anchors.right: parent.right
                anchors.rightMargin: 48
                anchors.verticalCenter: parent.verticalCenter
                text: one.modelData.name
                size: 14
                lineHeight: 1
                wrapMode: Text.NoWrap
                elide: Text.ElideMiddle
            }
            IconButton {
                anchors.right: parent.right
                anchors.top: one.seen ? parent.top : undefined
                anchors.verticalCenter: one.seen ? undefined : parent.verticalCenter
                anchors.margins: one.seen ? 4 : 6
                extent: one.seen ? 30 : 36
                symbol: "x"
                ink: one.seen ? "#ffffff" : theme.colours.muted
                plate: one.seen ? "#b3000000" : "transparent"
                text: qsTr("Take out %1").arg(one.modelData.name)
                onClicked: attached.removed(one.modelData.key)
            }
        }
    }
}
