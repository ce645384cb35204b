import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One post that was found, with what was answered.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)
    Keys.onEscapePressed: back.clicked()

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: inner.height + 72
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }
        Following { view: flick }
        ColumnLayout {
            id: inner
            x: (page.width - width) / 2
            y: 16
            width: page.column
            spacing: 12
            MainButton {
                id: back
                quiet: true
                symbol: LayoutMirroring.enabled ? "chevron-right" : "arrow-left"
                text: qsTr("Back to the search")
                onClicked: inside.go("search")
            }
            Loader {
                id: loader
                Layout.fillWidth: true
                active: reading.present
                visible: active
                sourceComponent: Post {
                    width: loader.width
                    post: reading.post
                    spoken: reading.spoken
                    tools: shared
                }
            }
            Words {
                Layout.fillWidth: true
                Layout.topMargin: 24
                visible: text !== ""
                text: reading.message
                horizontalAlignment: Text.AlignHCenter
                color: theme.colours.muted
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }
        }
    }
    PostTools { id: shared; anchors.fill: parent }
    Component.onCompleted: back.forceActiveFocus(inside.how)
}
